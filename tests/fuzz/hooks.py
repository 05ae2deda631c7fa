"""What schemathesis loads: who asks, what is fed in, and what is looked at besides its own checks."""

import atexit
import json
import os
from collections import Counter, defaultdict

import known
import schemathesis
from people import PEOPLE, scheme_of
from promises import is_as_described

# How often each call was answered with each status.
answers = defaultdict(Counter)


@atexit.register
def tell():
    with open(os.environ["FUZZ_ANSWERS"], "w") as file:
        json.dump(answers, file, indent=2, sort_keys=True)


@schemathesis.auth(refresh_interval=None)
class InTheirName:
    """Each call by who may ask it."""

    def get(self, _case, context):
        return PEOPLE[scheme_of(context.operation)]

    def set(self, case, person, _context):
        person.sign(case)


@schemathesis.hook
def before_call(_context, case, _kwargs):
    """Ids that exist, so that requests get past "not found"."""
    known.feed(case)


@schemathesis.hook
def after_call(_context, case, response):
    """What answers name exists; and whoever has lost what was theirs is somebody new."""
    scheme = scheme_of(case.operation)
    if is_as_described(case):
        answers[case.operation.label][response.status_code] += 1
    is_well = 200 <= response.status_code < 300
    if is_well and response.headers.get("content-type") == ["application/json"]:
        known.learn(scheme, case.operation.path, response.json())
    is_deep = is_well and case.method != "GET" and (case.method == "DELETE" or "{" not in case.operation.path)
    if (is_deep or response.status_code in (401, 403)) and not PEOPLE[scheme].is_whole():
        PEOPLE[scheme].renew()
        known.forget(scheme)
