"""Callbacks of profiles, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Profile, ProfileUpdated
from imbridge.vendors.tencent.enums import ALLOW_TYPES, FRIEND_POLICIES, GENDER_TYPES, GENDERS
from imbridge.vendors.tencent.events.header import Header, account, happened, operator_to_wire, word
from imbridge.vendors.tencent.wire import users as wire

NICK = "Tag_Profile_IM_Nick"
IMAGE = "Tag_Profile_IM_Image"
GENDER = "Tag_Profile_IM_Gender"
BIRTHDAY = "Tag_Profile_IM_BirthDay"
SIGNATURE = "Tag_Profile_IM_SelfSignature"
ALLOW_TYPE = "Tag_Profile_IM_AllowType"
LEVEL = "Tag_Profile_IM_Level"
TEXTS = (NICK, IMAGE, GENDER, SIGNATURE, ALLOW_TYPE)
NUMBERS = (BIRTHDAY, LEVEL)


def portrait_from_wire(body: wire.PortraitSet, header: Header) -> ProfileUpdated:
    found = {item.Tag: item.Value for item in body.ProfileItem if item.Value is not None}
    texts = {tag: value for tag in TEXTS if isinstance(value := found.pop(tag, None), str)}
    numbers = {tag: value for tag in NUMBERS if isinstance(value := found.pop(tag, None), int)}
    gender, policy = texts.get(GENDER), texts.get(ALLOW_TYPE)
    profile = Profile(
        id=body.From_Account,
        nickname=texts.get(NICK),
        avatar=texts.get(IMAGE),
        gender=GENDERS.get(gender, gender) if gender else None,
        birthday=numbers.get(BIRTHDAY),
        signature=texts.get(SIGNATURE),
        friend_policy=FRIEND_POLICIES.get(policy, policy) if policy else None,
        level=numbers.get(LEVEL),
        attributes=found or None,
    )
    return happened(ProfileUpdated(user=profile), header, body.EventTime, body.Operator_Account)


def portrait_to_wire(shape: type[wire.PortraitSet], event: ProfileUpdated, context: Context) -> wire.PortraitSet:
    user = event.user
    said = (
        (NICK, user.nickname),
        (IMAGE, user.avatar),
        (GENDER, word(user.gender, GENDER_TYPES, context)),
        (BIRTHDAY, user.birthday),
        (SIGNATURE, user.signature),
        (ALLOW_TYPE, word(user.friend_policy, ALLOW_TYPES, context)),
        (LEVEL, user.level),
        *(user.attributes or {}).items(),
    )
    return shape(
        Operator_Account=operator_to_wire(event),
        From_Account=account(user, "user", context),
        ProfileItem=[wire.Tagged(Tag=tag, Value=value) for tag, value in said if value is not None],
    )


def is_told(event: ProfileUpdated) -> bool:
    """Tell whether something changed that has a tag, or nothing is said of what changed."""
    user = event.user
    said = (user.nickname, user.avatar, user.gender, user.birthday, user.signature, user.friend_policy, user.level)
    return said != (None,) * len(said) or bool(user.attributes) or user == Profile(id=user.id)


DOCUMENTS = (
    Document(
        "Profile.CallbackPortraitSet",
        wire.PortraitSet,
        (ProfileUpdated,),
        portrait_from_wire,
        portrait_to_wire,
        says=is_told,
    ),
)
