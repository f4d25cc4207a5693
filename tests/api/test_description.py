"""The API does what its own OpenAPI document says: examined by properties, through ASGI."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks
from tests.api.making import make_app, make_ledger

from cordiale.api import create_api

OPERATIONS = {
    (method.upper(), path): operation
    for path, methods in create_api(None, by="reader").openapi()["paths"].items()
    for method, operation in methods.items()
}
FORBIDDING = [
    named
    for named, operation in OPERATIONS.items()
    if "requestBody" in operation or any(told["in"] == "query" for told in operation.get("parameters", ()))
]
"""The operations that something can be sent to which their description forbids; the others take any name."""
NOT_OF_THIS_API = [
    checks.positive_data_acceptance,  # a value may have the right shape and be nobody's name, or no date
    checks.ignored_auth,  # on loopback no token is asked for; test_operations has the cases with one
]
"""All other checks hold: no faults of the program; statuses, media types, headers and shapes as described;
nothing taken that the description forbids; no other methods."""
EXAMPLES = 5


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = make_ledger(tmp_path_factory.mktemp("described"))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(place, hosts=["testserver"]))


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_operations_answer_as_described(described: Any, method: str, path: str) -> None:
    examine(described[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE))


@pytest.mark.parametrize(("method", "path"), FORBIDDING)
def test_operations_refuse_what_is_not_described(described: Any, method: str, path: str) -> None:
    examine(described[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE))


def examine(cases: Any) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def hold(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=NOT_OF_THIS_API)

    hold()


def test_every_operation_tells_every_refusal() -> None:
    for (method, path), operation in OPERATIONS.items():
        told = set(operation["responses"])
        assert {"400", "401", "413", "422", "500", "503"} <= told, path
        assert told >= ({"200", "304"} if method == "GET" else {"403", "404", "409", "415"}), path
        assert operation["description"], path
