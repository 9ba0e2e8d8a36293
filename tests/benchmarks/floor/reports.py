"""Callbacks that are about no message, read and written with nothing in between."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from imbridge import Request
from tests.benchmarks.floor.tencent import split
from tests.benchmarks.floor.texts import Written, encode


class _Report(Struct, kw_only=True, omit_defaults=True):
    pass


class Info(_Report, kw_only=True):
    Action: str
    To_Account: str
    Reason: str


class StateChange(_Report, kw_only=True):
    CallbackCommand: str
    EventTime: int | None = None
    Info: Info


class MemberAccount(_Report, kw_only=True):
    Member_Account: str


class NewMemberJoin(_Report, kw_only=True):
    CallbackCommand: str
    GroupId: str
    Type: str | None = None
    JoinType: str
    Operator_Account: str | None = None
    NewMemberList: list[MemberAccount]
    EventTime: int | None = None


class Receipt(_Report, kw_only=True):
    MsgSeq: int
    ReadNum: int | None = None
    UnreadNum: int | None = None
    ReadReceiptMembers: list[MemberAccount] | None = None


class ReadReceipt(_Report, kw_only=True):
    CallbackCommand: str
    GroupId: str
    Type: str | None = None
    GroupMsgReceiptList: list[Receipt]
    EventTime: int | UnsetType = UNSET


class MsgReport(_Report, kw_only=True):
    CallbackCommand: str
    Report_Account: str
    Peer_Account: str
    LastReadTime: int | None = None
    UnreadMsgNum: int | None = None
    EventTime: int | None = None


class UserOnline(_Report, kw_only=True):
    callbackCommand: str
    operationID: str | None = None
    platformID: int | None = None
    platform: str | None = None
    userID: str
    seq: int | None = None
    isAppBackground: bool | None = None
    connID: str | None = None


class JoinGroup(_Report, kw_only=True):
    callbackCommand: str
    operationID: str | None = None
    groupID: str
    reqMessage: str | None = None
    joinSource: int | None = None
    inviterUserID: str


class MsgRead(_Report, kw_only=True):
    callbackCommand: str
    conversationID: str
    userID: str
    Seqs: list[int] | None
    contentType: int | None = None


class UserStatus(_Report, kw_only=True, rename={"from_": "from"}):
    callId: str
    timestamp: int
    appkey: str | None = None
    reason: str | None = None
    status: str
    os: str | None = None
    ip: str | None = None
    user: str
    version: str | None = None


class Joined(_Report, kw_only=True):
    type: str
    member: list[str]


class GroupOp(_Report, kw_only=True):
    callId: str
    timestamp: int
    appkey: str | None = None
    id: str
    type: str
    event: str
    operation: str
    operator: str | None = None
    member_count: int | None = None
    payload: Joined


class AckPayload(_Report, kw_only=True):
    ext: dict[str, Any] | None = None
    ack_message_id: str
    bodies: list[Any] | None = None
    type: str | None = None


class ChannelAck(_Report, kw_only=True, rename={"from_": "from"}):
    callId: str
    timestamp: int
    appkey: str | None = None
    eventType: str
    chat_type: str
    from_: str
    to: str
    msg_id: str
    payload: AckPayload


SHAPES: dict[tuple[str, str], type[Struct]] = {
    ("tencent", "presence"): StateChange,
    ("tencent", "member join"): NewMemberJoin,
    ("openim", "presence"): UserOnline,
    ("openim", "member join"): JoinGroup,
    ("openim", "read"): MsgRead,
    ("easemob", "presence"): UserStatus,
    ("easemob", "member join"): GroupOp,
    ("easemob", "read"): ChannelAck,
}


class Output(Struct):
    """A callback to write."""

    base: str
    query: list[tuple[str, str]]
    body: Struct


def shape(vendor: str, kind: str, other: str) -> type[Struct]:
    if (vendor, kind) == ("tencent", "read"):
        return MsgReport if other == "easemob" else ReadReceipt
    return SHAPES[vendor, kind]


def output(vendor: str, kind: str, other: str) -> Callable[[Request], Output]:
    """Return what takes a callback apart, so that `write` can write it again."""
    read = msgspec.json.Decoder(shape(vendor, kind, other)).decode

    def take_apart(request: Request) -> Output:
        base, _, query = request.url.partition("?")
        pairs = [(name, value) for name, _, value in [pair.partition("=") for pair in query.split("&") if pair]]
        return Output(base, pairs, read(request.body))

    return take_apart


def write(output: Output) -> Written:
    if output.query:
        return f"{output.base}?{'&'.join([f'{name}={value}' for name, value in output.query])}", encode(output.body)
    return output.base, encode(output.body)


def translator(source: str, target: str, kind: str) -> Callable[[tuple[Request, Output]], Written]:
    read = msgspec.json.Decoder(shape(source, kind, target)).decode

    def translate(job: tuple[Request, Output]) -> Written:
        if source == "tencent":
            split(job[0].url)
        read(job[0].body)
        return write(job[1])

    return translate


PAIRS = tuple(permutations(("tencent", "openim", "easemob"), 2))
