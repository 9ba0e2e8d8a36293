"""Users who come and go: a flat object without `chat_type`."""

from imbridge.vendors.easemob.wire import Callback


class UserStatus(Callback, kw_only=True):
    user: str  # a JID with the device; some samples leave the domain out
    status: str  # online, offline
    reason: str = ""  # typed as an object in tables
    os: str = ""
    ip: str = ""  # may have a port
