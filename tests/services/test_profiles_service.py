"""The body's own risk profiles: copied, changed in versions, followed by drafts, carried elsewhere."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dsfa_app import bootstrap
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, Role
from dsfa_app.errors import DocumentError, DsfaError, NotFoundError, RuleError, StorageError
from dsfa_app.exchange.profile_file import encode_profile
from dsfa_app.method.profile_draft import draft_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dsfa_app.bootstrap import Application
    from dsfa_app.method.profile import RiskProfile

ANNA = ActingPerson(name="Anna Amsel", role=Role.AUTHOR)


@pytest.fixture
def own(app: Application) -> RiskProfile:
    """A profile of the body's own, a copy of the usual one."""
    return app.profiles.copy("kp18", "Profil des Hauses")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Application]:
    """The program on another machine."""
    with bootstrap.open_application(tmp_path / "anderswo") as application:
        yield application


def judged_by(
    app: Application, profile: RiskProfile, score: tuple[int, int] = (2, 2), name: str = "dsfa"
) -> Assessment:
    """Store an assessment with one rating under this profile."""
    assessment = Assessment(
        id=name, title=f"DSFA {name}", created_on=date(2026, 11, 21), profile_id=profile.id
    )
    assessment = app.assessments.with_platform(assessment, "facebook")
    severity, likelihood = score
    assessment = assessment.rated(
        "facebook", "R16", gross=Score(severity=severity, likelihood=likelihood), reason="Weil."
    )
    app.assessments.add(assessment)
    return assessment


def in_state(app: Application, assessment: Assessment, state: AssessmentState) -> Assessment:
    stored = app.assessments.open(assessment.id)
    changed = replace(stored.assessment, state=state)
    app.rights.accept(changed)  # whoever may take the step
    app.assessments.save(changed, stored.revision)
    return changed


def said_in_list(app: Application, name: str = "dsfa") -> str:
    lines = app.overview.summaries()
    levels = app.overview.levels(lines)
    line = next(line for line in lines if line.id == name)
    assert line.planned_level is not None
    return levels[line.profile_key][line.planned_level].short_label


def raised(profile: RiskProfile) -> RiskProfile:
    """Return the profile with „hoch“ where „Risiko“ stood for 2·2 and everything above."""
    draft = draft_of(profile)
    for severity in (2, 3, 4):
        for likelihood in (2, 3, 4):
            draft = draft.with_cell(severity, likelihood, 2)
    return replace(profile, cells=draft.cells, split_cells=draft.split_cells)  # type: ignore[arg-type]  # no holes


def test_a_copy_is_a_profile_beside_the_shipped_ones(app: Application, own: RiskProfile) -> None:
    assert own.id.startswith("eigen-")
    assert own.version == "1"
    assert "kp18" in own.texts["source_note"]
    assert own.source == app.catalogue.sources["KP18"].title
    assert list(app.catalogue.profiles)[-1] == own.id
    assert app.catalogue.profiles["kp18"].cells == own.cells
    listed = {item.profile.id: item for item in app.profiles.all()}
    assert listed[own.id].is_own
    assert not listed["kp18"].is_own
    assert listed[own.id].person == app.session.person.name


def test_a_copy_without_a_title_gets_a_free_one(app: Application) -> None:
    first, second = app.profiles.copy("kp18"), app.profiles.copy("kp18")
    assert second.title == f"{first.title} 2"
    with pytest.raises(RuleError, match="gibt es schon"):
        app.profiles.copy("kp18", first.title)
    with pytest.raises(NotFoundError, match=r"Vorhanden sind: .*kp18"):
        app.profiles.copy("erfunden")


def test_own_profiles_are_there_at_the_next_start(tmp_path: Path) -> None:
    with bootstrap.open_application(tmp_path) as app:
        own = app.profiles.copy("cnil", "Haus")
    with bootstrap.open_application(tmp_path) as app:
        assert app.catalogue.profiles[own.id] == own


def test_shipped_profiles_stay_as_they_are(app: Application) -> None:
    shipped = app.profiles.get("kp18")
    with pytest.raises(RuleError, match="gehört zum Programm"):
        app.profiles.save(draft_of(raised(shipped)))
    with pytest.raises(RuleError, match="gehört zum Programm"):
        app.profiles.delete("kp18")


def test_a_change_is_a_new_version_that_drafts_follow(app: Application, own: RiskProfile) -> None:
    judged_by(app, own)
    before = app.overview.summaries()[0]
    assert said_in_list(app) == "Risiko"
    new = app.profiles.save(draft_of(raised(own)))
    assert (new.id, new.version) == (own.id, "2")
    assert new.fingerprint != own.fingerprint
    assert said_in_list(app) == "hoch"
    after = app.overview.summaries()[0]
    assert (after.changed_at, after.revision) == (before.changed_at, before.revision)
    assert app.judgement.view(app.assessments.open("dsfa").assessment).profile == new


def test_nothing_changed_makes_no_version(app: Application, own: RiskProfile) -> None:
    assert app.profiles.save(draft_of(own)) == own
    assert app.profiles.get(own.id).version == "1"


@pytest.mark.parametrize("state", [state for state in AssessmentState if state is not AssessmentState.DRAFT])
def test_what_is_no_draft_keeps_the_version_it_was_judged_by(
    state: AssessmentState, app: Application, own: RiskProfile
) -> None:
    decided = in_state(app, judged_by(app, own), state)
    (preview,) = app.profiles.preview(draft_of(raised(own)))
    assert preview.change is None
    assert not preview.is_affected
    app.profiles.save(draft_of(raised(own)))
    assert said_in_list(app) == "Risiko"
    assert app.judgement.view(decided).profile == own
    in_state(app, decided, AssessmentState.DRAFT)
    assert said_in_list(app) == "hoch"


def test_a_kept_version_is_kept_at_the_next_start(tmp_path: Path) -> None:
    with bootstrap.open_application(tmp_path) as app:
        own = app.profiles.copy("kp18")
        decided = in_state(app, judged_by(app, own), AssessmentState.DECIDED)
        app.profiles.save(draft_of(raised(own)))
    with bootstrap.open_application(tmp_path) as app:
        assert app.judgement.profile(decided) == own
        assert said_in_list(app) == "Risiko"
        again = in_state(app, in_state(app, decided, AssessmentState.DRAFT), AssessmentState.DECIDED)
        assert app.judgement.profile(again).version == "2"


def test_a_frozen_version_is_judged_by_the_profile_it_was_frozen_with(
    app: Application, own: RiskProfile
) -> None:
    assessment = judged_by(app, own)
    with app.versions._database.unit_of_work() as work:
        line = app.versions.freeze(work, assessment, ApprovalKind.RELEASE, ANNA)
    app.profiles.save(draft_of(raised(own)))
    view = app.versions.view(app.versions.open(line.id))
    assert view.profile == own
    assert [
        view.profile.levels[item.gross_level].short_label for item in view.results if item.gross_level
    ] == ["Risiko"]


def test_the_preview_says_what_saving_then_does(app: Application, own: RiskProfile) -> None:
    judged_by(app, own, (2, 2), "eins")
    judged_by(app, own, (1, 1), "zwei")
    judged_by(app, app.profiles.get("kp18"), (2, 2), "fremd")
    reported: list[str] = []
    preview = app.profiles.preview(draft_of(raised(own)), lambda _share, text: reported.append(text))
    found = {item.id: item for item in preview}
    assert set(found) == {"eins", "zwei"}
    assert found["eins"].is_affected
    assert not found["zwei"].is_affected
    change = found["eins"].change
    assert change is not None
    assert {(item.platform, item.risk_id) for item in change.changes} == {("Facebook", "R16")}
    assert len(reported) == 2
    assert app.profiles.get(own.id) == own, "a preview changes nothing"
    app.profiles.save(draft_of(raised(own)))
    assert (said_in_list(app, "eins"), said_in_list(app, "zwei")) == ("hoch", "gering")
    assert said_in_list(app, "fremd") == "Risiko"


def test_a_smaller_scale_is_refused_while_a_draft_needs_the_steps(app: Application, own: RiskProfile) -> None:
    judged_by(app, own, (4, 1))
    smaller = draft_of(own).with_severity_steps(3)
    with pytest.raises(RuleError, match=r"In „DSFA dsfa“: .*zuerst diese Bewertungen"):
        app.profiles.save(smaller)
    assert app.profiles.get(own.id) == own
    assert said_in_list(app) == "Risiko"


def test_a_broken_draft_is_refused(app: Application, own: RiskProfile) -> None:
    with pytest.raises(RuleError, match=r"Schwere 2 · EW 2 hat keine Stufe"):
        app.profiles.save(draft_of(own).with_cell(2, 2, None))
    with pytest.raises(RuleError, match="niedriger als"):
        app.profiles.preview(draft_of(own).with_cell(4, 4, 0))


def test_a_profile_in_use_is_not_deleted(app: Application, own: RiskProfile) -> None:
    judged_by(app, own)
    with pytest.raises(RuleError, match="wird von 1 DSFA verwendet, zum Beispiel „DSFA dsfa“"):
        app.profiles.delete(own.id)
    app.trash.delete("dsfa")
    app.trash.purge("dsfa")
    app.profiles.delete(own.id)
    assert own.id not in app.catalogue.profiles
    with pytest.raises(NotFoundError):
        app.profiles.delete(own.id)


def test_a_profile_file_arrives_on_another_machine(
    app: Application, own: RiskProfile, elsewhere: Application, tmp_path: Path
) -> None:
    file = tmp_path / "profil.json"
    app.profiles.export(own.id, file)
    settled = elsewhere.profiles.import_file(file)
    assert settled.is_new
    assert settled.profile == own
    assert elsewhere.profiles.get(own.id) == own
    assert not elsewhere.profiles.import_file(file).is_new
    assert len([item for item in elsewhere.profiles.all() if item.is_own]) == 1


def test_other_content_under_a_known_id_becomes_a_profile_of_its_own(
    app: Application, own: RiskProfile, elsewhere: Application, tmp_path: Path
) -> None:
    file = tmp_path / "profil.json"
    app.profiles.export(own.id, file)
    elsewhere.profiles.import_file(file)
    app.profiles.save(draft_of(raised(own)))
    app.profiles.export(own.id, file)
    taken = elsewhere.profiles.import_file(file)
    assert taken.is_new
    assert taken.profile.id != own.id
    assert taken.profile.title == "Profil des Hauses (Import)"
    assert elsewhere.profiles.get(own.id) == own
    again = elsewhere.profiles.import_file(file)
    assert (again.is_new, again.profile.id) == (False, taken.profile.id)


def test_a_shipped_id_is_never_taken_over(app: Application, tmp_path: Path) -> None:
    file = tmp_path / "gefaelscht.json"
    file.write_bytes(encode_profile(raised(app.profiles.get("kp18"))))
    taken = app.profiles.import_file(file)
    assert taken.profile.id.startswith("eigen-")
    assert app.profiles.get("kp18").cells != taken.profile.cells


def exported(app: Application, name: str, file: Path) -> Path:
    app.documents.export(app.assessments.open(name).assessment, file.suffix[1:], file)
    return file


@pytest.mark.parametrize("suffix", ["json", "docx", "xlsx"])
def test_an_assessment_brings_its_profile_along(
    suffix: str, app: Application, own: RiskProfile, elsewhere: Application, tmp_path: Path
) -> None:
    changed = app.profiles.save(draft_of(raised(own)))
    assessment = judged_by(app, own)
    file = exported(app, "dsfa", tmp_path / f"dsfa.{suffix}")
    dry = elsewhere.documents.import_file(file, dry_run=True)
    assert dry.new_profile == own.title
    assert own.id not in elsewhere.catalogue.profiles, "a dry run stores nothing"
    result = elsewhere.documents.import_file(file)
    assert result.assessment == assessment
    assert elsewhere.profiles.get(own.id) == changed
    assert said_in_list(elsewhere) == "hoch"
    assert elsewhere.documents.import_file(file).action == "unveraendert"


def test_a_profile_known_here_in_another_state_comes_as_a_copy(
    app: Application, own: RiskProfile, elsewhere: Application, tmp_path: Path
) -> None:
    judged_by(app, own)
    elsewhere.documents.import_file(exported(app, "dsfa", tmp_path / "a.json"))
    app.profiles.save(draft_of(raised(own)))
    judged_by(app, own, name="zweite")
    result = elsewhere.documents.import_file(exported(app, "zweite", tmp_path / "b.json"))
    assert result.assessment.profile_id != own.id
    assert (said_in_list(elsewhere, "dsfa"), said_in_list(elsewhere, "zweite")) == ("Risiko", "hoch")


def test_an_older_version_known_here_is_kept_by_what_is_no_draft(
    app: Application, own: RiskProfile, tmp_path: Path
) -> None:
    in_state(app, judged_by(app, own), AssessmentState.DECIDED)
    file = exported(app, "dsfa", tmp_path / "dsfa.json")
    app.profiles.save(draft_of(raised(own)))
    app.trash.delete("dsfa")
    app.trash.purge("dsfa")
    imported = app.documents.import_file(file).assessment
    assert app.judgement.profile(imported) == own
    assert said_in_list(app) == "Risiko"


def test_a_broken_profile_refuses_the_whole_import(
    app: Application, own: RiskProfile, elsewhere: Application, tmp_path: Path
) -> None:
    judged_by(app, own)
    file = exported(app, "dsfa", tmp_path / "dsfa.json")
    plain = json.loads(file.read_bytes())
    plain["profile"]["cells"].pop()
    file.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(DocumentError, match="hat keine Stufe"):
        elsewhere.documents.import_file(file)
    assert elsewhere.overview.summaries() == ()
    assert not any(item.is_own for item in elsewhere.profiles.all())


def test_an_assessment_that_cannot_be_stored_leaves_no_profile_behind(
    app: Application,
    own: RiskProfile,
    elsewhere: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged_by(app, own)
    file = exported(app, "dsfa", tmp_path / "dsfa.json")

    def full(*_said: object, **_known: object) -> None:
        raise StorageError("Kein Platz.")

    monkeypatch.setattr(elsewhere.assessments, "add", full)
    with pytest.raises(StorageError):
        elsewhere.documents.import_file(file)
    assert own.id not in elsewhere.catalogue.profiles


def test_an_unknown_own_profile_without_its_document_is_refused(
    app: Application, own: RiskProfile, elsewhere: Application, tmp_path: Path
) -> None:
    judged_by(app, own)
    file = exported(app, "dsfa", tmp_path / "dsfa.json")
    plain = json.loads(file.read_bytes())
    plain["profile"] = None
    file.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(DsfaError, match="Risikoprofil „eigen-"):
        elsewhere.documents.import_file(file)
    assert elsewhere.overview.summaries() == ()


def test_files_that_are_no_profile_are_refused(app: Application, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        app.profiles.import_file(tmp_path / "fehlt.json")
    with pytest.raises(DocumentError):
        app.profiles.import_file(tmp_path)
    large = tmp_path / "gross.json"
    large.write_bytes(b" " * (1024 * 1024 + 1))
    with pytest.raises(DocumentError, match="größer als 1 MB"):
        app.profiles.import_file(large)


def test_every_document_prints_the_whole_profile(app: Application, own: RiskProfile) -> None:
    draft = draft_of(raised(own))
    anchored = replace(draft.severity[0], anchor="so gut wie nichts zu merken")
    profile = app.profiles.save(replace(draft, severity=(anchored, *draft.severity[1:])))
    assessment = judged_by(app, profile)
    page = html.unescape(app.documents.render(assessment, "html").decode()).replace("\u00a0", " ")
    for said in (
        profile.title,
        f"{profile.id}, Fassung 2",
        profile.fingerprint,
        profile.source,
        "so gut wie nichts zu merken",
        *(step.label for step in (*profile.severity, *profile.likelihood)),
        *(level.short_label for level in profile.levels),
        *profile.severity_questions,
        f"({profile.split_cells[0].area_percent} %)",
    ):
        assert said.replace("\u00a0", " ") in page, said


def test_a_draft_in_the_waste_basket_follows_too(app: Application, own: RiskProfile) -> None:
    judged_by(app, own)
    app.trash.delete("dsfa")
    with pytest.raises(RuleError, match="wird von 1 DSFA verwendet"):
        app.profiles.delete(own.id)
    app.profiles.save(draft_of(raised(own)))
    app.trash.restore("dsfa")
    assert said_in_list(app) == "hoch"
