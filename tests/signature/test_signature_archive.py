"""The ZIP container: ambiguous archives are invalid, others unreadable, none raises or fills the memory."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from signature.forgery import NOW, TYPES, entries, judge, pack, pack_list

from exporters.signature import Verdict, sign_package, verify_package


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "/word/evil.xml",
        "word\\evil.xml",
        "word//evil.xml",
        "word/./evil.xml",
        "word/%65vil.xml",
        "word/a b.xml",
        "word/übel.xml",
        "word/evil.xml.",
        "[trash]/0000.dat",
        "C:/evil.xml",
        "x" * 300 + ".xml",
    ],
)
def test_a_name_that_can_be_misread_is_refused(name, signed_docx):
    assert judge(pack_list([*entries(signed_docx).items(), (name, b"<x/>")]))[1] == {"Z11"}


def test_a_comment_behind_the_archive_is_refused(signed_docx):
    end = signed_docx.rindex(b"PK\5\6")
    assert judge(signed_docx[: end + 20] + b"\3\0abc")[1] == {"Z13"}


def test_streamed_archives_with_descriptors_are_read_and_signed(signed_docx, officer, options):
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = bytearray()

        def writable(self):
            return True

        def write(self, data):
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries(signed_docx).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    streamed = bytes(pipe.data)
    assert judge(streamed)[0].verdict is Verdict.UNTRUSTED
    signed_again = sign_package(streamed, officer.identity, options)
    assert [s.verdict for s in judge(signed_again)[0].signatures] == [Verdict.UNTRUSTED] * 2


# -- files that cannot be read at all --


def test_unreadable_files_are_a_verdict_and_not_an_error(signed_docx):
    whole = len(signed_docx)
    for data, code in (
        (b"", "Z01"),
        (b"Hallo", "Z01"),
        (b"%PDF-1.7\n" * 100, "Z01"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Z01"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Z06"),
        (signed_docx[: whole // 2], "Z02"),
        (signed_docx[:-1], "Z02"),
        (pack({"readme.txt": b"x"}), "C01"),
        (pack({TYPES: b"<Types"}), "C02"),
    ):
        report, found = judge(data)
        assert report.verdict is Verdict.UNREADABLE
        assert report.verdict.label == "nicht lesbar"
        assert found == {code}


def test_encrypted_entries_are_told_apart(signed_docx):
    data = bytearray(signed_docx)
    data[data.index(b"PK\1\2") + 8] |= 1
    report, found = judge(bytes(data))
    assert (report.verdict, found) == (Verdict.UNREADABLE, {"Z06"})
    assert "Kennwort" in report.findings[0].advice


def test_damaged_content_is_unreadable(signed_docx):
    stored = pack(entries(signed_docx))
    position = stored.index(b"vertretbar")
    damaged = stored[:position] + b"untragbar." + stored[position + 10 :]
    assert judge(damaged)[1] == {"Z08"}


def test_zip_bombs_are_not_expanded(monkeypatch):
    bomb = pack({TYPES: bytes(40 * 2**20)}, zipfile.ZIP_DEFLATED)
    assert judge(bomb)[1] == {"Z05"}
    lie = bytearray(bomb)
    for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = lie.index(mark) + offset
        lie[start : start + 4] = (1000).to_bytes(4, "little")
    assert judge(bytes(lie))[1] == {"Z05"}
    many = pack({f"a{i}.xml": b"" for i in range(2001)})
    assert judge(many)[1] == {"Z04"}
    monkeypatch.setattr("exporters.signature.archive.MAX_FILE", 2**20)
    assert judge(bytes(2**20 + 1))[1] == {"Z03"}
    monkeypatch.setattr("exporters.signature.archive.MAX_EXPANDED", 2**20)
    assert judge(pack({"a.xml": bytes(2**20), "b.xml": b"x"}, zipfile.ZIP_DEFLATED))[1] == {"Z05"}


def test_other_packing_methods_are_not_read(signed_docx):
    packed = pack(entries(signed_docx), zipfile.ZIP_BZIP2)
    assert judge(packed)[1] == {"Z07"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_the_file_raises_or_passes(data, signed_docx):
    """Random damage anywhere in the file: always a verdict, and never a good one with other content."""
    content = bytearray(signed_docx)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    length = data.draw(st.sampled_from([len(content), len(content) // 3]))
    report = verify_package(bytes(content[:length]), at=NOW)
    if report.verdict is Verdict.UNTRUSTED:
        assert entries(bytes(content)) == entries(signed_docx)
