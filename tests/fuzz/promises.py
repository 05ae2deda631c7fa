"""What every answer must keep, beyond what its schema says."""

import json
import os

import requests
import schemathesis
from people import NEIGHBOURS, PATIENCE, scheme_of
from schemathesis.core.failures import Failure

CODES = set(json.loads(os.environ["FUZZ_CODES"]))
AS_NEIGHBOUR = {"login": NEIGHBOURS.as_agent, "session": NEIGHBOURS.as_visitor}
ENOUGH = 25

asked = {}


def refuse(case, title, message):
    raise Failure(operation=case.operation.label, title=title, message=message)


@schemathesis.check
def problems_are_problems(_ctx, response, case):
    """Whatever goes wrong is told as RFC 9457 wants it, with a code that the API's page explains."""
    if response.status_code < 400 or is_health(case):
        return
    if response.headers.get("content-type") != ["application/problem+json"]:
        refuse(case, "Not a problem", f"{response.status_code} is not told as application/problem+json")
    if response.request.method == "HEAD":
        return
    problem = response.json()
    if problem["status"] != response.status_code:
        refuse(case, "Another status", f"{response.status_code} says that it is {problem['status']}")
    codes = [problem["code"], *(error["code"] for error in problem.get("errors", []))]
    unknown = [code for code in codes if code not in CODES]
    if unknown:
        refuse(case, "Unknown code", f"/api/docs does not explain {', '.join(unknown)}")
    if response.status_code in (429, 503) and "retry-after" not in response.headers:
        refuse(case, "No Retry-After", f"{response.status_code} does not say when to try again")


@schemathesis.check
def successes_are_documented(_ctx, response, case):
    """`default` stands for problems only."""
    documented = case.operation.definition.raw["responses"]
    if response.status_code < 400 and is_as_described(case) and str(response.status_code) not in documented:
        refuse(case, "Undocumented status", f"{response.status_code} is none of {', '.join(documented)}")


@schemathesis.check
def answers_are_careful(_ctx, response, case):
    """No cache keeps what is somebody's, and nobody guesses at types."""
    if response.headers.get("x-content-type-options") != ["nosniff"]:
        refuse(case, "No nosniff", "An answer lets browsers guess what it is")
    kept = "no-store" not in response.headers.get("cache-control", [""])[0]
    if kept and scheme_of(case.operation) != "anyone":
        refuse(case, "Cacheable", "What is somebody's may be kept by a cache")


@schemathesis.check
def only_rules_refuse_valid_data(_ctx, response, case):
    """What fits the schema may break a rule, but is never of the wrong type or shape."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code not in (400, 415, 422):
        return
    problem = response.json()
    # As the reader of JSON says it: "invalid type: string, expected u32".
    is_misread = any("expected" in error["detail"] for error in problem.get("errors", []))
    if is_misread or problem["code"] in ("malformed_json", "unsupported_media_type"):
        refuse(case, "The schema promises too much", f"It allows what is refused: {problem['detail']}")


@schemathesis.check
def organizations_are_apart(_ctx, response, case):
    """What one organization may do with a thing of its own, another may not."""
    other = AS_NEIGHBOUR.get(scheme_of(case.operation))
    operation = case.operation.label
    if not other or "{" not in case.operation.path or not is_as_described(case):
        return
    if not 200 <= response.status_code < 300:
        return
    if asked.setdefault(operation, 0) >= ENOUGH:
        return
    asked[operation] += 1
    request = response.request.copy()
    request.headers.update(other)
    with requests.Session() as session:
        answer = session.send(request, timeout=PATIENCE, allow_redirects=False)
    if answer.status_code < 400 or answer.status_code >= 500:
        refuse(case, "Another organization's", f"Somebody of another organization got {answer.status_code}")


def is_health(case):
    return case.operation.path == "/api/health"


def is_as_described(case):
    """Not with a method that the call does not have."""
    return case.method.upper() == case.operation.method.upper()
