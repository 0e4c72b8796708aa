"""Whatever spoils an identity is told in one German sentence that says what to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pkcs11 import TokenFlag
from pkcs11 import exceptions as card
from signature.forgery import NOW, PASSPHRASE, issue

from dsfa_app.errors import IdentityError
from exporters.signature import load_pkcs12
from exporters.signature.smart_card import card_refusal, wrong_pin

ADVICE = re.compile(
    r": (Verwenden|Prüfen|Geben|Entsperren|Setzen|Stecken|Wählen) Sie [^.]+\.$|: Exportieren Sie .+\.$"
)
"""What is wrong, a colon, and what to do."""


def of_file(**faults):
    def refused():
        with pytest.raises(IdentityError) as caught:
            load_pkcs12(issue("Erika Muster", **faults).pkcs12(), PASSPHRASE, at=NOW)
        return caught.value

    return refused


REFUSALS = {
    "expired": (of_file(end=NOW - timedelta(days=1)), "abgelaufen"),
    "not yet valid": (of_file(start=NOW + timedelta(days=2)), "gilt erst ab"),
    "authority": (of_file(ca=True), "Zertifizierungsstelle"),
    "wrong usage": (of_file(signing=False), "nicht zum Signieren"),
    "weak key": (of_file(key=rsa.generate_private_key(65537, 2048)), "zu schwach"),
    "wrong PIN": (lambda: wrong_pin(TokenFlag(0)), "PIN ist falsch"),
    "wrong PIN, few tries": (lambda: wrong_pin(TokenFlag.USER_PIN_COUNT_LOW), "nur wenige Versuche"),
    "wrong PIN, last try": (lambda: wrong_pin(TokenFlag.USER_PIN_FINAL_TRY), "nur ein letzter Versuch"),
    "wrong PIN, now locked": (lambda: wrong_pin(TokenFlag.USER_PIN_LOCKED), "gesperrt"),
    "locked": (lambda: card_refusal(card.PinLocked()), "gesperrt"),
    "PIN of wrong length": (lambda: card_refusal(card.PinLenRange()), "falsche Länge"),
    "PIN not set": (lambda: card_refusal(card.UserPinNotInitialized()), "noch nicht gesetzt"),
    "card taken out": (lambda: card_refusal(card.DeviceRemoved()), "steckt nicht"),
    "no such mechanism": (lambda: card_refusal(card.MechanismInvalid()), "Signaturverfahren"),
    "anything else": (lambda: card_refusal(card.GeneralError()), "GeneralError"),
}


@pytest.mark.parametrize("fault", REFUSALS)
def test_every_refusal_is_one_sentence_with_what_to_do(fault):
    refusal, words = REFUSALS[fault]
    error = refusal()
    assert isinstance(error, IdentityError)
    sentence = str(error)
    assert words in sentence
    assert ADVICE.search(sentence), sentence
    assert ". " not in sentence
