"""Pictures that any page may include: their templates."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cordiale.publish.drawing import Picture
from cordiale.web.pictures import KeyFigure, Legended

PICTURE = Picture("Title", "<summary>", 9, 9, Markup("<svg></svg>"), "<svg></svg>")


def test_macros_show_pictures_and_escape_words() -> None:
    environment = Environment(
        loader=PackageLoader("cordiale.web", "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["plain"] = str
    made = environment.get_template("pictures.html").module
    world = made.world(Legended(PICTURE, ["<none>", "some"]), "classes")  # type: ignore[attr-defined]
    assert "<svg></svg>" in world and "&lt;none&gt;" in world and "&lt;summary&gt;" in world
    figure = KeyFigure("<b>", "2020", "5 EUR", PICTURE, "/series?measure=exports&reporter=FR")
    keys = made.key_figures([figure, KeyFigure("Jobs", "2021", "7", None, "/series")])  # type: ignore[attr-defined]
    assert keys.count("<svg") == 1 and "&lt;b&gt;" in keys and "exports&amp;reporter" in keys
    pair = made.agreements((PICTURE, PICTURE))  # type: ignore[attr-defined]
    assert pair.count("<svg") == 2
