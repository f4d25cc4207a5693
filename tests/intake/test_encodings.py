"""Decoding: each encoding by its evidence; what is no text is told, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordiale.intake.encodings import UndecodableError, decode

FRENCH = "L'été dernier, « le préfet » a signé à Paris un accord de 12 000 € : c'est déjà ça, où l'on créera dès août."
RUSSIAN = "В этом году экспорт вырос на 12 %, «как и ожидалось», и это не предел для области."
OLD_RUSSIAN = RUSSIAN.replace("«", '"').replace("»", '"') * 5
SHORT_FRENCH = "Créé à Nice"
SHORT_RUSSIAN = "Завод в Минске"

CASES = [
    (FRENCH, "utf-8", "utf-8"),
    (FRENCH, "utf-8-sig", "utf-8"),
    (FRENCH, "cp1252", "cp1252"),
    (FRENCH, "utf-16", "utf-16-le"),
    (FRENCH, "utf-16-le", "utf-16-le"),
    (FRENCH, "utf-16-be", "utf-16-be"),
    (FRENCH, "utf-32", "utf-32-le"),
    (RUSSIAN, "utf-8", "utf-8"),
    (RUSSIAN, "cp1251", "cp1251"),
    (RUSSIAN, "utf-16", "utf-16-le"),
    (RUSSIAN, "utf-16-le", "utf-16-le"),
    (RUSSIAN, "utf-16-be", "utf-16-be"),
    (OLD_RUSSIAN, "koi8_r", "koi8_r"),
    (OLD_RUSSIAN, "cp866", "cp866"),
    (FRENCH.replace("€", "euros").replace("œ", "oe") * 5, "cp850", "cp850"),
    (FRENCH * 5, "mac_roman", "mac_roman"),
    (SHORT_FRENCH, "cp1252", "cp1252"),
    (SHORT_RUSSIAN, "cp1251", "cp1251"),
    (FRENCH + RUSSIAN.replace("области", "области Витебск"), "utf-8", "utf-8"),
    ("Usine BelAZ: рост 12 % (Минск), экспорт MTZ и МТЗ", "cp1251", "cp1251"),
    ("Prix : 12 € – « net »", "cp1252", "cp1252"),
    ("plain ASCII\r\nonly\r", "ascii", "utf-8"),
]


@pytest.mark.parametrize(("text", "written", "told"), CASES)
def test_each_encoding(text: str, written: str, told: str) -> None:
    assert decode(text.encode(written)) == (text, told)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe\n\x00", "empty"),
        (b"text with a\0NUL", "binary file (NUL at byte 11)"),
        (b"\x7fELF\x02\x01\x01\0\0\0" * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, "binary"),
        (bytes(range(256)) * 4, "binary"),
        (bytes(range(1, 256)) * 4, "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("déjà vu à l'été, créé ".encode() * 20 + b"\xff" + " où ça".encode(), "damaged"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "UTF-16-LE"),
        (b"\xff\xfea\x00\x00\x00b\x00", "NUL"),
        (b"\x81\x8d\x8f\x90\x9d\x98 " * 30, "undecodable"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert reason in caught.value.reason


def test_line_ends_and_strange_spaces_stay() -> None:
    text = "a\r\nb\rc\nd\u2028e\u00a0f\u202fg\x0ch\ufeffi\u00ad"
    assert decode(text.encode()) == (text, "utf-8")


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc"))).filter(
        lambda text: text.strip("\ufeff \u3000") != ""
    )
)
def test_any_unicode_text_reads_back(text: str) -> None:
    try:
        read, encoding = decode(("x " + text).encode("utf-8"))
    except UndecodableError as error:
        pytest.fail(str(error))
    assert (read, encoding) == ("x " + text, "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_told(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        assert error.reason  # noqa: PT017
        return
    encoded = text.encode(encoding)
    assert data in (encoded, *(data[:n] + encoded for n in (2, 3, 4)))
