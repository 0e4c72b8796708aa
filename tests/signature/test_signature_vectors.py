"""Every attack vector is found with its code, and what is no attack passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from signature.test_signature_trust import revocation_list
from signature.vectors import VECTORS

from exporters.signature import Verdict, verify_package

if TYPE_CHECKING:
    from signature.scene import Scene


@pytest.mark.parametrize("name", VECTORS)
def test_a_vector_is_judged_with_its_codes(name: str, scene: Scene):
    vector = VECTORS[name]
    lists = [revocation_list(scene.middle, scene.officer)] if vector.is_revoked else []
    report = verify_package(
        vector.build(scene),
        trusted_roots=[scene.root.certificate],
        revocation_lists=lists,
        at=vector.at,
        file_name=vector.file_name,
    )
    found = {one.code for one in report.findings}
    assert report.verdict is vector.verdict, found
    assert found >= vector.codes
    if any(code.startswith("Z") for code in vector.codes):
        assert found == vector.codes
    assert all(one.text and one.advice for one in report.findings if one.severity.value != "note")


def test_what_passes_is_no_attack_or_only_warned_of():
    passing = {name for name, vector in VECTORS.items() if vector.verdict is Verdict.VALID}
    assert {name for name in passing if not name.startswith("Word: ")} == {
        "older: metadata",
        "key: authority first",
        "time: stamp of an authority nobody trusts",
        "co-signature removed",
        "honest: our own",
        "honest: Word's own set",
        "honest: line breaks in relationships",
    }
