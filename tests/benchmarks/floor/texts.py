"""How the floor opens JSON texts and closes them."""

from typing import Any

import msgspec

Written = tuple[str, bytes]

encode = msgspec.json.Encoder().encode
read_object = msgspec.json.Decoder(dict[str, Any]).decode
