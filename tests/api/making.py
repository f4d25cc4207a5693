"""A small ledger of our own words, and an application over it."""

from pathlib import Path

from fastapi import FastAPI

from cordiale import pipeline
from cordiale.ledger import Ledger
from cordiale.web.app import create_app

TEXT = (
    "Le Portugal et le Ghana\n\n"
    "En 2021, les exportations du Portugal vers le Ghana ont atteint 45,5 millions de dollars, selon le ministère. "
    "Les deux pays ont signé un mémorandum de coopération à Accra en 2019. "
    "L'Université de Lisbonne et l'Université de Kumasi ont conclu un accord en 2020.\n\n"
    "En 2021, les exportations du Portugal vers le Ghana ont atteint 82 millions de dollars. "
    "En 2022, les importations du Ghana depuis le Portugal devraient atteindre 60 millions de dollars. "
    "Le lycée 12 de Coïmbra et l'Institut de Tamale préparent un accord.\n"
)


def make_ledger(folder: Path) -> Path:
    place = folder / "a.cordiale"
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    with Ledger.open(place, create=True) as ledger:
        pipeline.read([folder / "a.txt"], ledger)
    return place


def make_app(place: Path, **options: object) -> FastAPI:
    return create_app(str(place), by="reader", **options)  # type: ignore[arg-type]
