"""Translate from one vendor to another, and say exactly what was lost."""

from imbridge.translation.callbacks import Translation, ack_losses, pair_losses, translate
from imbridge.translation.calls import SendTranslation, translate_send
from imbridge.translation.history import HistoryTranslation, translate_history
from imbridge.translation.losses import Loss, native_losses

__all__ = [
    "HistoryTranslation",
    "Loss",
    "SendTranslation",
    "Translation",
    "ack_losses",
    "native_losses",
    "pair_losses",
    "translate",
    "translate_history",
    "translate_send",
]
