"""What may be shown and linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordiale.publish.safety import link_addresses, printable, web_address


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://stat.uz/", True),
        ("http://example.org/a?b=c&d=é", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("ftp://example.org/", False),
        ("https://", False),
        ("https:///path", False),
        ("https://bank.example@evil.example/", False),
        ('https://example.org/"onmouseover="x', False),
        ("https://example.org/<script>", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202egnp", False),
        ("https://[broken/", False),
        ("https://example.org/" + "a" * 3000, False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_are_linked(address, linked):
    assert (web_address(address) is not None) is linked


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("a\x00b", "a␀b"),
        ("\x1b[31m", "␛[31m"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x7f\x85", "␡\ufffd"),
        ("\ud800", "\ufffd"),
        ("a\u202eb", "a\ufffdb"),
        ("été 😀", "été 😀"),
    ],
)
def test_control_characters_are_made_visible(raw, safe):
    assert printable(raw) == safe


@given(st.text(st.characters()))
def test_printable_keeps_the_length_and_can_be_written(text):
    assert len(printable(text)) == len(text)
    printable(text).encode("utf-8")


@given(st.text("htps:/. ab<\"'()", max_size=60))
def test_linking_loses_no_character(text):
    assert "".join(piece for piece, _ in link_addresses(text)) == text


def test_sentence_punctuation_is_not_part_of_an_address():
    assert link_addresses("(https://stat.uz/), fin")[1] == ("https://stat.uz/", "https://stat.uz/")
