"""The API: the operations of the command line and of Python over HTTP, and the reconciliation service.

>>> from cordiale.api import create_api
>>> sorted(create_api(None, by="reader").openapi()["paths"])[:2]
['/acts', '/acts/{number}/undo']
"""

from cordiale.api.calls import Desk, State
from cordiale.api.reconciliation import reconciliation
from cordiale.api.service import ADDRESS, create_api

__all__ = ["ADDRESS", "Desk", "State", "create_api", "reconciliation"]
