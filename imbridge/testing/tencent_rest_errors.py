"""Tencent's error codes and what family each is of, as a literal table written from the vendor's documents."""

from hypothesis import strategies as st

FAMILIES: dict[str, tuple[int, ...]] = {
    "malformed": (
        *(60003, 10003, 10004, 10011, 20001, 30001, 40009, 40605, 40610, 60002, 60012, 60015, 70402),
        *(90001, 90002, 90003, 90004, 90005, 90006, 90007, 90008, 90010),
        *(90026, 90027, 90028, 90029, 90030, 90031, 90043, 90044, 90054),
    ),
    "unauthenticated": (60004, 60005, 20002, 70016, 70020, 70050),
    "forbidden": (10007, 10009, 30516, 60010, 60016, 60017, 60021, 70051, 90009, 20008, 10012, 10026),
    "not_found_user": (90048, 10019, 20003, 30003, 40003, 70107, 90012),
    "not_found_group": (10010, 10015),
    "not_found_message": (20022, 10030, 23004),
    "already_exists": (10013, 10021, 10025),
    "already_done": (20023, 10024),
    "blocked": (20007, 30515, 30525),
    "not_friend": (20009, 20010, 20011, 31704),
    "muted": (20012, 10017),
    "rejected": (20006, 10016, 10100, 10150, 10200, 38000, 38500, 39000, 120001, 125000, 130000),
    "moderated": (80001,),
    "pending": (30539,),
    "too_late": (20016, 10031),
    "too_large": (80002, 10018, 90055, 93000, 40601),
    "too_many": (90011, 10005, 10053),
    "full": (10014, 10036, 10037, 10038, 10058, 10059, 30010, 30014, 70398),
    "rate_limited": (60007, 10006, 10023, 23003, 60011, 60018, 60019, 90057),
    "conflict": (20027, 20028, 23001),
    "unsupported": (10032, 10033, 10034, 10035, 10041, 10044, 10060, 10061, 10062, 23002, 72001, 72012),
    "webhook_failed": (90992,),
    "timeout": (60008, 70169, 20004, 20005),
    "server": (91000, 60009, 90994, 90995),
    "unknown": (4242, 10099, 10201, 37999, 39001, 120000, 130001, 91101, 60020, -1),
}

failures: st.SearchStrategy[tuple[int, str]] = st.sampled_from(sorted(FAMILIES)).flatmap(
    lambda family: st.sampled_from(FAMILIES[family]).map(lambda code: (code, family))
)
"""An error code and its family."""

codes: st.SearchStrategy[int] = failures.map(lambda failure: failure[0])
