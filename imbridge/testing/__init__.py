"""Strategies, laws and a fuzzer: for our own tests, and for whoever writes another vendor.

What is generated here comes from the vendors' documents and shares no table with any codec, so that
the two check each other.
"""

from imbridge.testing.values import expressible

__all__ = ["expressible"]
