"""Structure: stand-off layers over a document (articles, passages, notes, sources, repeats).

>>> from cordiale.model import Document
>>> structure = analyse(Document("0", "a.txt", "text/plain", "Le fait est connu [1].\\n\\n1. Voir la loi.", "utf-8", 40))
>>> structure.passages[0].text
'Le fait est connu.'
"""

from cordiale.structure.analysis import analyse

__all__ = ["analyse"]
