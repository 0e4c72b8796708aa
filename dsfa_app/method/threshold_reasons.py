"""Why the threshold analysis ends as it does, in sentences that window and documents share.

Whoever reads the outcome must be able to follow it without the table of rules (Art. 5(2) GDPR): which rules
decided, what was found at the operator only, and what is still open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.threshold import CRITERIA_NEEDED, Contribution, RuleGroup, ThresholdOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dsfa_app.method.threshold import RuleResult, ThresholdResult

CONTRIBUTION_SENTENCES: Mapping[Contribution, str] = {
    Contribution.OBLIGES: "Der Treffer bei der Stelle macht die DSFA für sie zur Pflicht.",
    Contribution.LIFTED: "Der Treffer bei der Stelle würde verpflichten; die bejahte Ausnahme hebt das auf.",
    Contribution.COUNTS: "Der Treffer bei der Stelle zählt mit, verpflichtet aber allein noch nicht.",
    Contribution.EXEMPTS: "Das Ja bei der Stelle hebt eine Pflicht aus den anderen Regeln auf.",
    Contribution.EXPECTED: "Die DSFA wird erwartet und deshalb durchgeführt, auch ohne Pflicht.",
    Contribution.OPERATOR_ONLY: "Der Treffer liegt nur beim Betreiber und verpflichtet die Stelle nicht.",
    Contribution.OPEN: "Für die Stelle ist die Frage offen; unbekannt zählt nie als nein.",
    Contribution.OPEN_AT_OPERATOR: "Bei der Stelle kein Treffer; für den Betreiber ist die Frage offen.",
    Contribution.NO_HIT: "Die Regel greift nicht.",
}
"""What a rule adds to the outcome, said to somebody who does not know the method."""


def reasons(result: ThresholdResult, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Say why the outcome is what it is.

    Args:
        result: the judged answers.
        titles: name of every rule by id.

    Returns:
        Whole sentences in German; the first one states the outcome and what decided it.
    """
    opening = {
        ThresholdOutcome.REQUIRED: _required,
        ThresholdOutcome.VOLUNTARY: _voluntary,
        ThresholdOutcome.NOT_REQUIRED: _not_required,
        ThresholdOutcome.INCOMPLETE: _incomplete,
    }[result.outcome]
    return (*opening(result, titles), *_criteria(result, titles), *_remainder(result))


def _named(items: Iterable[RuleResult], titles: Mapping[str, str]) -> str:
    return ", ".join(f"„{titles[item.rule_id]}“" for item in items)


def _required(result: ThresholdResult, titles: Mapping[str, str]) -> Iterator[str]:
    deciding = result.contributing(Contribution.OBLIGES)
    lead = (
        "Eine Regel verpflichtet die Stelle"
        if len(deciding) == 1
        else f"{len(deciding)}\u00a0Regeln verpflichten die Stelle"
    )
    yield f"{lead} zur DSFA: {_named(deciding, titles)}."


def _lifted(result: ThresholdResult, titles: Mapping[str, str]) -> Iterator[str]:
    exclusions = result.contributing(Contribution.EXEMPTS)
    if not exclusions:
        yield "Keine Regel verpflichtet die Stelle zur DSFA."
        return
    yield f"Eine Ausnahme ist bejaht: {_named(exclusions, titles)}."
    lifted = result.contributing(Contribution.LIFTED)
    if lifted:
        yield f"Sie hebt die Pflicht aus diesen Treffern auf: {_named(lifted, titles)}."


def _voluntary(result: ThresholdResult, titles: Mapping[str, str]) -> Iterator[str]:
    yield from _lifted(result, titles)
    expected = result.contributing(Contribution.EXPECTED)
    if expected:
        yield f"Die DSFA wird dennoch durchgeführt, denn sie wird erwartet: {_named(expected, titles)}."
    else:
        yield (
            "Die DSFA wird dennoch durchgeführt, weil Regeln oder Kriterien beim Betreiber der Plattform "
            "zutreffen."
        )
    yield from _operator(result, titles)


def _not_required(result: ThresholdResult, titles: Mapping[str, str]) -> Iterator[str]:
    yield from _lifted(result, titles)
    yield (
        "Alle Fragen sind beantwortet, und beim Betreiber greift keine Regel. "
        "Der Verzicht auf die DSFA braucht eine eigene schriftliche Begründung."
    )


def _incomplete(result: ThresholdResult, titles: Mapping[str, str]) -> Iterator[str]:
    yield "Die Antworten reichen noch nicht für ein Ergebnis; unbekannt zählt nie als nein."
    yield from _operator(result, titles)


def _at_operator(result: ThresholdResult) -> tuple[RuleResult, ...]:
    return tuple(
        item
        for item in result.contributing(Contribution.OPERATOR_ONLY)
        if item.group is not RuleGroup.CRITERION
    )


def _operator(result: ThresholdResult, titles: Mapping[str, str]) -> Iterator[str]:
    hits = _at_operator(result)
    if hits:
        yield f"Nur beim Betreiber greifen: {_named(hits, titles)}."


def _criteria(result: ThresholdResult, titles: Mapping[str, str]) -> Iterator[str]:
    here, there = result.criteria_at_controller, result.criteria_at_operator
    hits = [
        item
        for item in result.rules
        if item.group is RuleGroup.CRITERION and item.answer.at_controller is Answer.YES
    ]
    named = f" ({_named(hits, titles)})" if hits else ""
    yield (
        f"Von den neun Kriterien nach WP\u00a0248 treffen bei der Stelle {here} zu{named}, beim Betreiber "
        f"{there}; ab {CRITERIA_NEEDED} bei der Stelle ist die DSFA in der Regel erforderlich."
    )
    heavy = [item for item in hits if item.answer.heavy]
    if heavy:
        suffices = "wiegt so schwer, dass es" if len(heavy) == 1 else "wiegen so schwer, dass jedes"
        yield f"Nach dem Urteil der Stelle {suffices} allein genügt: {_named(heavy, titles)}."
    elif here == 1 and result.outcome is not ThresholdOutcome.REQUIRED:
        yield (
            "Wiegt dieses eine Kriterium so schwer, dass es allein genügt, ist das bei der Frage anzukreuzen "
            "und zu begründen."
        )


def _remainder(result: ThresholdResult) -> Iterator[str]:
    if result.open_rules:
        yield f"Für die Stelle noch offen: {_questions(result.open_rules)}."
    if result.open_at_operator:
        yield f"Für den Betreiber noch offen: {_questions(result.open_at_operator)}."


def _questions(number: int) -> str:
    return f"{number}\u00a0{'Frage' if number == 1 else 'Fragen'}"
