"""What Tencent puts into MsgBody and CloudCustomData. Written from the vendor's documents alone."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import (
    ABSENT,
    MISSING,
    Draw,
    Free,
    Inside,
    Odd,
    Raw,
    maybe,
    own_text,
    seldom,
)
from imbridge.testing.jsons import (
    counts,
    degrees,
    free_texts,
    ids,
    objects,
    seconds,
    texts,
    urls,
    values,
    whole,
    words,
)

RESERVED = ("imb_text", "imb_text$", "imbridge", "imbridge$", "messageReply")

sizes = st.just(0) | counts


def text_elem(draw: Draw, depth: int) -> Any:
    return {"Text": draw(texts)}


def location_elem(draw: Draw, depth: int) -> Any:
    return {"Desc": seldom(draw, draw(texts), MISSING), "Latitude": draw(degrees), "Longitude": draw(degrees)}


def face_elem(draw: Draw, depth: int) -> Any:
    return {"Index": draw(whole), "Data": maybe(draw, texts)}


def custom_elem(draw: Draw, depth: int) -> Any:
    data = draw(st.sampled_from(("absent", "text", "object", "empty", "loose")))
    return {
        "Data": {"absent": ABSENT, "empty": Odd(draw(st.sampled_from(("", "{}"))))}.get(data)
        or (draw(free_texts) if data == "text" else Inside(Raw(draw(objects)), loosely=data == "loose")),
        "Desc": maybe(draw, texts),
        "Ext": maybe(draw, texts),
        "Sound": maybe(draw, texts),
    }


def sound_elem(draw: Draw, depth: int) -> Any:
    url = maybe(draw, urls)
    return {
        "Url": url,
        "UUID": seldom(draw, draw(texts), MISSING),
        "Size": seldom(draw, draw(sizes), MISSING, Odd("12"), Odd(480.0), Odd(None)),
        "Second": draw(sizes),
        "Download_Flag": flag(draw, url),
    }


def flag(draw: Draw, url: Any) -> Any:
    """Return a download flag: 2 beside a url, else nothing."""
    usual = ABSENT if url is ABSENT else 2
    return seldom(draw, usual, Odd(1), *([] if url is ABSENT else [MISSING]))


def image_elem(draw: Draw, depth: int) -> Any:
    infos: list[Any] = [image_info(draw, size) for size in draw(st.sets(st.sampled_from((1, 2, 3))).map(sorted))]
    odd = draw(st.sampled_from(("", "", "", "order", "double", "strange")))
    if odd == "order" and len(infos) > 1:
        infos = infos[::-1]
    elif odd == "double" and infos:
        infos = [*infos, infos[0]]
    elif odd == "strange":
        infos = [*infos, image_info(draw, 9)]
    else:
        odd = ""
    return {
        "UUID": draw(texts),
        "ImageFormat": seldom(draw, draw(st.sampled_from((1, 2, 3, 4, 255))), 7, MISSING),
        "ImageInfoArray": Odd(infos) if odd else infos,
    }


def image_info(draw: Draw, size: int) -> Any:
    return {
        "Type": size,
        "Size": draw(sizes),
        "Width": draw(sizes),
        "Height": draw(sizes),
        "URL": draw(urls) if size == 1 else draw(st.just("") | urls),
    }


def file_elem(draw: Draw, depth: int) -> Any:
    url = maybe(draw, urls)
    return {
        "Url": url,
        "UUID": draw(texts),
        "FileSize": draw(sizes),
        "FileName": seldom(draw, draw(texts), MISSING),
        "Download_Flag": flag(draw, url),
    }


def video_elem(draw: Draw, depth: int) -> Any:
    url, thumb = maybe(draw, urls), maybe(draw, urls)
    return {
        "VideoUrl": url,
        "VideoUUID": draw(texts),
        "VideoSize": draw(sizes),
        "VideoSecond": draw(sizes),
        "VideoFormat": draw(texts),
        "VideoDownloadFlag": flag(draw, url),
        "ThumbUrl": thumb,
        "ThumbUUID": draw(texts),
        "ThumbSize": draw(sizes),
        "ThumbWidth": draw(sizes),
        "ThumbHeight": draw(sizes),
        "ThumbFormat": draw(texts),
        "ThumbDownloadFlag": flag(draw, thumb),
    }


def relay_elem(draw: Draw, depth: int) -> Any:
    key = draw(st.sampled_from((False, False, True)))
    entries = [] if key else [relay_entry(draw, depth + 1) for _ in range(draw(st.sampled_from((1, 2, 0))))]
    return {
        "Title": draw(texts),
        "MsgNum": seldom(draw, len(entries), 77),
        "CompatibleText": draw(texts),
        "AbstractList": draw(st.lists(texts, max_size=2)),
        "MsgList": ABSENT if key else entries,
        "JsonMsgKey": draw(words) if key else ABSENT,
    }


def relay_entry(draw: Draw, depth: int) -> Any:
    source = draw(st.sampled_from(("To_Account", "GroupId", None)))
    return {
        "From_Account": draw(ids),
        **({source: draw(ids)} if source else {}),
        "MsgSeq": draw(sizes),
        "MsgRandom": draw(sizes),
        "MsgTimeStamp": draw(seconds),
        "MsgBody": elements(draw, depth),
        "CloudCustomData": cloud(draw),
    }


ELEMS = {
    "TIMTextElem": text_elem,
    "TIMLocationElem": location_elem,
    "TIMFaceElem": face_elem,
    "TIMCustomElem": custom_elem,
    "TIMSoundElem": sound_elem,
    "TIMImageElem": image_elem,
    "TIMFileElem": file_elem,
    "TIMVideoFileElem": video_elem,
    "TIMRelayElem": relay_elem,
}


SENDABLE = tuple([name for name in ELEMS if name != "TIMRelayElem"])
"""What the REST interface takes."""


def elements(draw: Draw, depth: int = 0, nesting: bool = False, kinds: tuple[str, ...] = tuple(ELEMS)) -> list[Any]:
    """Draw MsgBody: any number of elements, at most one custom one among them; or just forwarded history."""
    if nesting:
        return [element(draw, "TIMRelayElem", depth)]
    names = draw(st.lists(st.sampled_from((*kinds, "TIMTextElem", "other")), max_size=3 if depth == 0 else 1))
    if depth == 0 and draw(st.sampled_from((False,) * 7 + (True,))):
        names = ["TIMTextElem"] * 2
    if depth > 1:
        names = [name for name in names if name != "TIMRelayElem"]
    first = {name: index for index, name in reversed(list(enumerate(names)))}
    return [
        element(draw, name, depth)
        for index, name in enumerate(names)
        if name != "TIMCustomElem" or first[name] == index
    ]


def element(draw: Draw, name: str, depth: int) -> Any:
    if name in ELEMS:
        return {"MsgType": name, "MsgContent": ELEMS[name](draw, depth)}
    broken = [
        {"MsgType": "TIMTextElem", "MsgContent": Raw({"Text": 5})},
        {"MsgType": "TIMTextElem", "MsgContent": Raw(None)},
        {"MsgType": "TIMFaceElem", "MsgContent": Raw({"Data": "no index"})},
        {"MsgType": "TIMLocationElem", "MsgContent": Raw([1, 2])},
        {"MsgType": "TIMFutureElem", "MsgContent": Raw(draw(values))},
        Raw(draw(st.sampled_from((None, 5, "text", [], {"MsgType": 7}, {"MsgType": "TIMTextElem"}, {"Other": {}})))),
    ]
    return draw(st.sampled_from(broken))


def cloud(draw: Draw) -> Any:
    """Draw CloudCustomData: absent, text, an object, an object with a quote, odd spellings of nothing."""
    kind = draw(st.sampled_from(("absent", "text", "object", "loose", "quote", "lookalike", "empty")))
    own: dict[str, Any] = {key: Raw(value) for key, value in draw(objects).items() if key not in RESERVED} or {"k": 1}
    match kind:
        case "absent":
            return ABSENT
        case "text":
            return draw(free_texts)
        case "object" | "loose":
            return own_text(draw(objects.filter(lambda o: "messageReply" not in o)), kind == "loose")
        case "quote":
            return Inside(Free({**maybe(draw, st.just(own), {}), "messageReply": reply(draw)}))
        case "lookalike":
            other = draw(st.sampled_from(("no quote", {}, {"messageID": 5}, [], {"messageRootID": "r"})))
            return Inside(Raw({"k": 1, "messageReply": other}))
        case _:
            return Odd(draw(st.sampled_from(("", "{}"))))


def reply(draw: Draw) -> Any:
    return {
        "messageID": draw(texts),
        "messageAbstract": draw(texts),
        "messageSender": draw(texts),
        "messageType": seldom(draw, draw(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 8, 10))), 9, MISSING),
        "messageRootID": maybe(draw, words),
        "version": seldom(draw, 1, Odd(2), MISSING),
    }
