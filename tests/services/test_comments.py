"""Comments through the services: written by whoever works now, counted in the list, printed headless."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment

from dsfa_app import cli
from dsfa_app.bootstrap import open_application
from dsfa_app.commands import console
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.comment import Comment
from dsfa_app.domain.vocabulary import Role
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment

REASON = ("occasion", "reason")


def _commented(app: Application, assessment: Assessment | None = None) -> Assessment:
    app.session.act_once_as(ActingPerson(name="Dora Datenschutz", role=Role.DPO))
    first = app.comments.add(assessment or minimal_assessment(), REASON, "Warum?\nBitte ergänzen.")
    answered = app.comments.reply(first, first.comments[-1].id, "Folgt.")
    second = app.comments.add(answered, ("channels", "k9", "url"), "Stimmt die Adresse?")
    return app.comments.resolve(second, second.comments[-1].id)


def test_whoever_works_now_writes_today(app: Application) -> None:
    comment, settled = _commented(app).comments
    assert (comment.author, comment.role) == ("Dora Datenschutz", Role.DPO)
    assert f"{comment.written_on}" == "2026-11-21"
    assert settled.resolved_by == "Dora Datenschutz"
    assert f"{settled.resolved_on}" == "2026-11-21"


def test_somebody_else_can_settle_but_not_change_or_delete(app: Application) -> None:
    assessment = _commented(app)
    comment_id = assessment.comments[0].id
    app.session.act_once_as(ActingPerson(name="Anna Amt"))
    with pytest.raises(RuleError):
        app.comments.reword(assessment, comment_id, "Anders")
    with pytest.raises(RuleError):
        app.comments.delete(assessment, comment_id)
    settled = app.comments.resolve(assessment, comment_id)
    assert app.comments.reopen(settled, comment_id) == assessment


def test_the_list_counts_open_comments(app: Application) -> None:
    app.assessments.add(_commented(app))
    assert app.overview.summaries()[0].open_comments == 1


def test_a_place_is_named_even_when_it_is_gone_or_unknown(app: Application) -> None:
    assessment = _commented(app)
    assert app.comments.place(assessment, assessment.comments[0]).text == "Anlass und Umfang · Anlass"
    assert not app.comments.place(assessment, assessment.comments[1]).exists
    strange = app.comments.place(assessment, Comment(id="c", place="gibt.es.nicht"))
    assert (strange.text, strange.exists) == ("gibt.es.nicht", False)


def _stored(tmp_path: Path, assessment: Assessment) -> tuple[object, ...]:
    with open_application(tmp_path / "daten") as app:
        app.assessments.add(assessment)
    return (assessment.id, "--data-dir", tmp_path / "daten")


def _run(*arguments: object) -> int:
    return cli.run([str(argument) for argument in arguments])


def test_the_command_prints_comments_with_answers_and_exits_1_while_one_is_open(
    app: Application, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = _stored(tmp_path / "zwei", _commented(app))
    assert _run("comments", *where) == console.FOUND
    said = capsys.readouterr().out
    assert "[offen] Anlass und Beteiligte: Anlass und Umfang · Anlass" in said
    assert (
        "  Dora Datenschutz (Datenschutzbeauftragte/r, 21.11.2026):\n    Warum?\n    Bitte ergänzen." in said
    )
    assert "[erledigt am 21.11.2026] Plattformen und Kanäle: Kanal (entfernt)" in said
    assert _run("comments", *where, "--open", "--json") == console.FOUND
    (only,) = json.loads(capsys.readouterr().out)
    assert (only["place"], only["role"], only["place_exists"]) == ("occasion.reason", "dsb", True)
    assert [reply["text"] for reply in only["replies"]] == ["Folgt."]


def test_without_an_open_comment_the_command_exits_0(
    app: Application, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assessment = _commented(app)
    settled = app.comments.resolve(assessment, assessment.comments[0].id)
    where = _stored(tmp_path / "zwei", settled)
    assert _run("comments", *where) == console.DONE
    assert "offen]" not in capsys.readouterr().out
    assert _run("comments", *where, "--open") == console.DONE
    assert capsys.readouterr().out == "Keine offenen Kommentare.\n"
    assert _run("comments", "gibtesnicht", *where[1:]) == console.REFUSED


def test_comments_of_a_full_assessment_are_printed_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assessment = full_assessment()
    assessment = replace(
        assessment, comments=tuple(replace(c, resolved_on=None) for c in assessment.comments)
    )
    assert _run("comments", *_stored(tmp_path, assessment)) == console.FOUND
    said = capsys.readouterr().out
    for comment in assessment.comments:
        assert comment.text in said
        assert all(reply.text in said for reply in comment.replies)
