"""What a user of Tencent IM may set."""

from imbridge import codec


class Options(codec.Options, frozen=True, kw_only=True):
    """`group_type` and `room_type` are written where a message from elsewhere names none."""

    group_type: str = "Public"
    room_type: str = "AVChatRoom"
    c2c_discard: bool = True  # the console's text of 2021 has no silent discard for C2C
