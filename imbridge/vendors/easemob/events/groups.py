"""Groups and rooms: made, changed, handed over, dissolved, their attributes and files."""

from msgspec import DecodeError
from msgspec.structs import replace

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import Malformed
from imbridge.model import (
    GroupAttributesChanged,
    GroupCreated,
    GroupDissolved,
    GroupFilesChanged,
    GroupInfo,
    Media,
    Member,
    OwnerChanged,
    Participant,
)
from imbridge.vendors.easemob.events import settings
from imbridge.vendors.easemob.events.header import Header, bare, happened, id_from_wire, zero
from imbridge.vendors.easemob.events.operations import (
    done,
    group_from_wire,
    metadata_from_wire,
    metadata_to_wire,
    muc_to_wire,
    operated,
    operation_to_wire,
    reason_from_wire,
    room_from_wire,
    target_of,
    texts_of,
)
from imbridge.vendors.easemob.events.settings import info_from_wire, info_to_wire
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.wire import groups as wire
from imbridge.vendors.easemob.wire.operations import FileData, FileReason, Metadata, Muc
from imbridge.wire import Reader, encode, text_of


def created_from_wire(body: wire.Created, header: Header) -> GroupCreated:
    payload = body.payload or wire.Creation()
    place = group_from_wire(body, header)
    event = GroupCreated(
        group=replace(info_from_wire(payload.info or wire.Info(), header, None), id=place.id, kind=place.kind),
        members=founders_from_wire(payload, header),
    )
    return operated(event, body, header)


def created_to_wire(shape: type[wire.Created], event: GroupCreated, context: Context) -> wire.Created:
    payload = wire.Creation(
        role=roles_to_wire(event.members, context),
        member=[bare(member.id, "members", context) for member in event.members],
        info=info_to_wire(event.group, context),
    )
    return operation_to_wire(shape, event, context, "CREATE", payload)


def founders_from_wire(payload: wire.Creation, header: Header) -> tuple[Member, ...]:
    """Read who is in a group from the start: first those who have a role and are not listed, as the owner may be."""
    roles = {id_from_wire(text, header.prefix): role for text, role in (payload.role or {}).items()}
    listed = [id_from_wire(text, header.prefix) for text in payload.member or ()]
    known = set(listed)
    ids = [*(id for id in roles if id not in known), *listed]
    return tuple([Member(id=id, role=roles.get(id)) for id in ids])


def roles_to_wire(members: tuple[Member, ...], context: Context) -> dict[str, str]:
    return {
        bare(member.id, "members", context): member.role
        for member in members
        if member.role and (context.own or member.role in ROLES)
    }


def muc_created_from_wire(body: Muc, header: Header) -> GroupCreated:
    place = room_from_wire(body, header)
    return done(GroupCreated(group=GroupInfo(id=place.id, kind=place.kind)), body, header)


def muc_created_to_wire(shape: type[Muc], event: GroupCreated, context: Context) -> Muc:
    return muc_to_wire(event, context, "create", by=event.actor)


def attributes_from_wire(body: Muc, header: Header) -> GroupAttributesChanged:
    metadata = metadata_from_wire(body)
    event = GroupAttributesChanged(
        conversation=room_from_wire(body, header),
        operation=ATTRIBUTE_OPERATIONS[body.payload.operation],
        attributes=texts_of(metadata.properties),
    )
    operator = metadata.operator or metadata.operator_
    return happened(event, header, Participant(id=id_from_wire(operator, header.prefix)) if operator else None)


def attributes_to_wire(shape: type[Muc], event: GroupAttributesChanged, context: Context) -> Muc:
    operator = event.actor
    metadata = Metadata(
        properties=dict(event.attributes),
        operator=None if operator is None else bare(operator.id, "actor", context),
    )
    operation = "delete_metadata" if event.operation == "delete" else "set_metadata"
    return metadata_to_wire(event, context, operation, metadata)


def files_from_wire(body: wire.FilesShared, header: Header) -> GroupFilesChanged:
    event = GroupFilesChanged(
        conversation=group_from_wire(body, header),
        operation=FILE_OPERATIONS[body.payload.type],
        files=tuple([Media(id=id) for id in body.payload.share_file]),
    )
    return operated(event, body, header)


def files_to_wire(shape: type[wire.FilesShared], event: GroupFilesChanged, context: Context) -> wire.FilesShared:
    if not event.files:
        zero("files", context)
    payload = wire.FilesPayload(
        type="REMOVE" if event.operation == "removed" else "ADD",
        share_file=[file_id(file, context) for file in event.files],
    )
    return operation_to_wire(shape, event, context, "SHARE_FILE", payload)


def unshared_to_wire(shape: type[wire.FilesShared], event: GroupFilesChanged, context: Context) -> wire.FilesShared:
    body = files_to_wire(shape, event, context)
    body.operation = "UPDATE"
    return body


def uploaded_from_wire(body: Muc, header: Header) -> GroupFilesChanged:
    reason = body.payload.reason
    try:
        data = UPLOAD.read(encode(reason) if isinstance(reason, dict) else reason or "").data
    except (Malformed, DecodeError, UnicodeDecodeError):
        raise Malformed("does not tell what file", pointer="/payload/reason") from None
    event = GroupFilesChanged(
        conversation=room_from_wire(body, header),
        operation="added",
        files=(Media(id=data.file_id or None, name=data.file_name or None, size=data.file_size or None),),
        owner=Participant(id=id_from_wire(data.file_owner, header.prefix)) if data.file_owner else None,
    )
    return done(event, body, header)


def uploaded_to_wire(shape: type[Muc], event: GroupFilesChanged, context: Context) -> Muc:
    file = event.files[0] if event.files else Media()
    data = FileData(
        file_id=file_id(file, context),
        file_name=file.name,
        file_owner=None if event.owner is None else bare(event.owner.id, "owner", context),
        file_size=file.size,
    )
    return muc_to_wire(event, context, "upload_file", by=event.actor, reason=text_of(FileReason(data=data)))


def deleted_from_wire(body: Muc, header: Header) -> GroupFilesChanged:
    id = reason_from_wire(body)
    if id is None:
        raise Malformed("does not tell what file", pointer="/payload/reason")
    files = (Media(id=id),) if id else ()
    event = GroupFilesChanged(conversation=room_from_wire(body, header), operation="removed", files=files)
    return done(event, body, header)


def deleted_to_wire(shape: type[Muc], event: GroupFilesChanged, context: Context) -> Muc:
    id = file_id(event.files[0] if event.files else Media(), context)
    return muc_to_wire(event, context, "delete_file", by=event.actor, reason=id)


def file_id(file: Media, context: Context) -> str:
    return file.id or zero("files[].id", context)


def owner_from_wire(body: wire.OwnerUpdated, header: Header) -> OwnerChanged:
    event = OwnerChanged(
        conversation=group_from_wire(body, header),
        new_owner_id=id_from_wire(body.payload.new_owner, header.prefix),
        old_owner_id=id_from_wire(body.payload.owner, header.prefix) or None,
    )
    return operated(event, body, header)


def owner_to_wire(shape: type[wire.OwnerUpdated], event: OwnerChanged, context: Context) -> wire.OwnerUpdated:
    payload = wire.OwnerPayload(
        type="OWNER",
        owner=bare(event.old_owner_id or "", "old_owner_id", context),
        new_owner=bare(event.new_owner_id or zero("new_owner_id", context), "new_owner_id", context),
    )
    return operation_to_wire(shape, event, context, "UPDATE", payload)


def muc_owner_from_wire(body: Muc, header: Header) -> OwnerChanged:
    new = id_from_wire(target_of(body), header.prefix)
    return done(OwnerChanged(conversation=room_from_wire(body, header), new_owner_id=new), body, header)


def muc_owner_to_wire(shape: type[Muc], event: OwnerChanged, context: Context) -> Muc:
    new = Participant(id=event.new_owner_id or zero("new_owner_id", context))
    return muc_to_wire(event, context, "assing_owner", by=event.actor, to=new)


def dissolved_from_wire(body: wire.Deleted, header: Header) -> GroupDissolved:
    return operated(GroupDissolved(conversation=group_from_wire(body, header)), body, header)


def dissolved_to_wire(shape: type[wire.Deleted], event: GroupDissolved, context: Context) -> wire.Deleted:
    return operation_to_wire(shape, event, context, "DELETE")


def muc_dissolved_from_wire(body: Muc, header: Header) -> GroupDissolved:
    return done(GroupDissolved(conversation=room_from_wire(body, header)), body, header)


def muc_dissolved_to_wire(shape: type[Muc], event: GroupDissolved, context: Context) -> Muc:
    return muc_to_wire(event, context, "destroy", by=event.actor)


def made(event: GroupCreated) -> bool:
    """Tell whether it is enough that a group was made: of the vendor's own that is all there was to say."""
    return event.vendor != NAME or not (event.members or settings.changed(event.group) - {"id", "kind"})


def assigned(event: OwnerChanged) -> bool:
    return event.vendor != NAME or event.old_owner_id is None


def added(event: GroupFilesChanged) -> bool:
    return event.operation == "added"


def removed(event: GroupFilesChanged) -> bool:
    return event.operation == "removed"


def unshared(event: GroupFilesChanged) -> bool:
    """Tell whether files were removed under the name that only the vendor's table has."""
    return event.operation == "removed" and event.command == UNSHARED


def sets(event: GroupAttributesChanged) -> bool:
    """Tell whether attributes were set; another vendor tells new ones from others."""
    return of_room(event) and (event.operation == "set" or (event.operation == "modify" and event.vendor != NAME))


def deletes(event: GroupAttributesChanged) -> bool:
    return of_room(event) and event.operation == "delete"


def of_room(event: GroupAttributesChanged) -> bool:
    """Tell whether it is a room that has the attributes: groups have none."""
    return event.conversation.kind == "room" or event.vendor == NAME


ROLES = frozenset({"owner", "admin"})
"""Roles that the vendor names; whoever has none of them is a member."""

ATTRIBUTE_OPERATIONS = {"set_metadata": "set", "delete_metadata": "delete"}
FILE_OPERATIONS = {"ADD": "added", "REMOVE": "removed"}

UNSHARED = "group_op_event:UPDATE/REMOVE"

UPLOAD = Reader(FileReason)

FILES, ATTRIBUTES = (GroupFilesChanged,), (GroupAttributesChanged,)

DOCUMENTS = (
    Document("group_op_event:CREATE", wire.Created, (GroupCreated,), created_from_wire, created_to_wire),
    Document("group_op_event:DELETE", wire.Deleted, (GroupDissolved,), dissolved_from_wire, dissolved_to_wire),
    Document("group_op_event:UPDATE/OWNER", wire.OwnerUpdated, (OwnerChanged,), owner_from_wire, owner_to_wire),
    Document("group_op_event:SHARE_FILE/ADD", wire.FilesShared, FILES, files_from_wire, files_to_wire, added),
    Document("group_op_event:SHARE_FILE/REMOVE", wire.FilesShared, FILES, files_from_wire, files_to_wire, removed),
    Document(UNSHARED, wire.FilesShared, FILES, files_from_wire, unshared_to_wire, unshared),
    Document("muc:create", Muc, (GroupCreated,), muc_created_from_wire, muc_created_to_wire, made),
    Document("muc:destroy", Muc, (GroupDissolved,), muc_dissolved_from_wire, muc_dissolved_to_wire),
    Document("muc:assing_owner", Muc, (OwnerChanged,), muc_owner_from_wire, muc_owner_to_wire, assigned),
    Document("muc:upload_file", Muc, FILES, uploaded_from_wire, uploaded_to_wire, added),
    Document("muc:delete_file", Muc, FILES, deleted_from_wire, deleted_to_wire, removed),
    Document("muc:set_metadata", Muc, ATTRIBUTES, attributes_from_wire, attributes_to_wire, sets),
    Document("muc:delete_metadata", Muc, ATTRIBUTES, attributes_from_wire, attributes_to_wire, deletes),
    *settings.DOCUMENTS,
)
