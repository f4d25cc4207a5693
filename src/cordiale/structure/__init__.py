"""Structure: stand-off layers over a document (articles, passages, notes, sources, repeats).

>>> from cordiale.model import Document
>>> text = "Le fait est connu [1].\\n\\n[1] Voir la loi."
>>> structure = analyse(Document("0", "a.txt", "text/plain", text, "utf-8", 40))
>>> structure.passages[0].text
'Le fait est connu.'
"""

from cordiale.structure.analysis import analyse

__all__ = ["analyse"]
