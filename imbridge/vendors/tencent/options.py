"""What a user of Tencent IM may set."""

from imbridge import context


class Options(context.Options, frozen=True, kw_only=True):
    """`group_type` and `room_type` are written where a message from elsewhere names none.

    The two others are for an app whose console still shows the rules of 2021: no silent discard of
    one-to-one messages, and media that a reply cannot put in a message's place.
    """

    group_type: str = "Public"
    room_type: str = "AVChatRoom"
    c2c_discard: bool = True
    media_rewrites: bool = True
