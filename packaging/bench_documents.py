"""Times what the program does without its window: ``bench_documents.py DIR FACTOR ROUNDS``.

Takes the Stuttgart example with every platform repeated ``FACTOR`` times, judges it (once with as many times
the risks, too), saves, writes, signs and verifies it, and prints one JSON object: per operation a list of
seconds, and of the processor's seconds under its name with ``cpu_`` before it; per signed document its bytes.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsfa_app.bootstrap import now, open_application
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.rating import Rating, rating_id
from dsfa_app.domain.references import MANY, ONE
from dsfa_app.domain.structure import Kind, shape
from exporters.signature import (
    KeyType,
    Verdict,
    create_self_signed,
    load_pkcs12,
    sign_package,
    verify_package,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.bootstrap import Application
    from dsfa_app.services.assessments import StoredAssessment
    from dsfa_app.services.signer import Signer

EXAMPLE = "stuttgart"
RATED_LIKE = "R13"
"""Risk whose ratings stand in for those of own risks."""
SIGNED_FORMATS = ("docx", "xlsx")
PASSPHRASE = "only for this measurement"  # noqa: S105 - the key lives as long as the process


def _numbered(text: str, number: int) -> str:
    return text if number == 1 else f"{text}-{number}"


def _copied(entry: Any, number: int) -> Any:  # noqa: ANN401 - any record that belongs to one platform
    platform_id = _numbered(entry.platform_id, number)
    own = rating_id(platform_id, entry.risk_id) if isinstance(entry, Rating) else _numbered(entry.id, number)
    return replace(entry, id=own, platform_id=platform_id)


def _widened(entry: Any, factor: int) -> Any:  # noqa: ANN401 - any record that names platforms
    named = (_numbered(name, number) for number in range(1, factor + 1) for name in entry.platform_ids)
    return replace(entry, platform_ids=tuple(named))


def grown(assessment: Assessment, factor: int) -> Assessment:
    """Give an assessment ``factor`` times the platforms, each with everything that belongs to it."""
    numbers = range(1, factor + 1)
    changed: dict[str, Any] = {
        "platforms": tuple(
            replace(use, id=_numbered(use.id, number), name=_numbered(use.name, number))
            for number in numbers
            for use in assessment.platforms
        )
    }
    for item in shape(Assessment):
        references = {part.name for part in shape(item.record)} if item.kind is Kind.RECORDS else set()
        entries = getattr(assessment, item.name)
        if ONE in references:
            changed[item.name] = tuple(_copied(entry, number) for number in numbers for entry in entries)
        elif MANY in references:
            changed[item.name] = tuple(_widened(entry, factor) for entry in entries)
    return replace(assessment, **changed)


def with_risks(assessment: Assessment, count: int) -> Assessment:
    """Give an assessment so many own risks, each rated on every platform as one of the catalogue is."""
    own = tuple(
        OwnRisk(
            id=f"E{number:02}",
            title=f"Eigenes Risiko {number}",
            event="Etwas geschieht.",
            risk_sources=("controller",),
            goals=("VT",),
            damages=("loss_of_control",),
        )
        for number in range(1, count + 1)
    )
    rated = tuple(
        replace(rating, id=rating_id(rating.platform_id, risk.id), risk_id=risk.id)
        for risk in own
        for rating in assessment.ratings
        if rating.risk_id == RATED_LIKE
    )
    return replace(assessment, own_risks=own, ratings=(*assessment.ratings, *rated))


class Workload:
    """The operations that are timed, on one stored assessment and its documents."""

    def __init__(self, app: Application, stored: StoredAssessment, signer: Signer, factor: int) -> None:
        self._app = app
        self._assessment = stored.assessment
        self._with_risks = with_risks(stored.assessment, (factor - 1) * len(app.catalogue.risks))
        self._revision = stored.revision
        self._signer = signer
        self._unsigned = {name: self._render(name) for name in SIGNED_FORMATS}
        self.signed = {name: self._sign(name) for name in SIGNED_FORMATS}

    def operations(self) -> dict[str, Callable[[], object]]:
        """Name everything that is timed."""
        named: dict[str, Callable[[], object]] = {
            "judge": partial(self._judge, self._assessment),
            "judge_risks": partial(self._judge, self._with_risks),
            "save": self._save,
        }
        for name in SIGNED_FORMATS:
            named[name] = partial(self._render, name)
            named[f"sign_{name}"] = partial(self._sign, name)
            named[f"verify_{name}"] = partial(self._verify, name)
        return named

    def _judge(self, assessment: Assessment) -> object:
        return self._app.judgement.view(assessment).findings

    def _render(self, name: str) -> bytes:
        return self._app.documents.render(self._assessment, name)

    def _sign(self, name: str) -> bytes:
        return sign_package(self._unsigned[name], self._signer.identity, self._signer.options)

    def _verify(self, name: str) -> None:
        """Verify a signed document.

        Raises:
            ValueError: it is not what was signed, so that its time would mean nothing.
        """
        if verify_package(self.signed[name], at=now()).verdict is not Verdict.UNTRUSTED:
            raise ValueError(name)

    def _save(self) -> None:
        """Save one changed text, as the window does while somebody types."""
        changed = replace(self._assessment, title=f"{self._assessment.title} {self._revision}")
        self._revision = self._app.assessments.save(changed, self._revision)


def seconds(operation: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Time an operation ``rounds`` times, after once without the clock: on the wall, and on the processor."""
    operation()
    wall, processor = [], []
    for _ in range(rounds):
        begin = time.perf_counter(), time.process_time()
        operation()
        wall.append(time.perf_counter() - begin[0])
        processor.append(time.process_time() - begin[1])
    return wall, processor


def measure(directory: Path, factor: int, rounds: int) -> dict[str, list[float]]:
    """Time every operation on the example with ``factor`` times its platforms, in a new data folder."""
    answer: dict[str, list[float]] = {}
    with open_application(directory) as app:
        example = app.examples.create(EXAMPLE)
        large = grown(example.assessment, factor)
        stored = replace(example, assessment=large, revision=app.assessments.save(large, example.revision))
        key = create_self_signed("Messung", "DSFA-Werkbank", passphrase=PASSPHRASE, key_type=KeyType.RSA_3072)
        workload = Workload(app, stored, app.identities.signer_of(load_pkcs12(key, PASSPHRASE)), factor)
        for name, operation in workload.operations().items():
            answer[name], answer[f"cpu_{name}"] = seconds(operation, rounds)
    return answer | {f"bytes_{name}": [float(len(data))] for name, data in workload.signed.items()}


if __name__ == "__main__":
    directory, factor, rounds = sys.argv[1:]
    print(json.dumps(measure(Path(directory), int(factor), int(rounds))), flush=True)
