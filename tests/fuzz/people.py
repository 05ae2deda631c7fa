"""Who asks: an agent of one organization, a visitor of another, the operator about a third; so what one of them spoils is
not in the others' way. And a neighbouring organization, whose people shall get nowhere."""

import os
from http.cookiejar import DefaultCookiePolicy
from secrets import token_hex
from uuid import uuid4

import requests

ORIGIN = os.environ["FUZZ_ORIGIN"]
OPERATOR = os.environ["FUZZ_OPERATOR"]
COOKIE = "__Host-chatdesk"
PATIENCE = 20

# It keeps connections, and nobody's cookies.
line = requests.Session()
line.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))


def ask(method, path, body=None, **headers):
    return line.request(method, ORIGIN + path, json=body, headers={"Origin": ORIGIN, **headers}, timeout=PATIENCE)


class Company:
    """An organization with a conversation. No password is one that the API's examples name."""

    def __init__(self):
        self.email, self.password = f"{uuid4()}@example.com", token_hex(16)
        ada = {"name": "Ada Marsh", "email": self.email, "password": self.password}
        answer = ask("POST", "/api/auth/signup", {"organization": "Fern & Oak", **ada})
        made = answer.json()
        self.cookie = answer.headers["Set-Cookie"].split(";")[0].removeprefix(COOKIE + "=")
        self.organization, self.agent = made["organization"]["id"], made["agent"]["id"]
        self.widget, self.key = made["widget"]["id"], made["widget"]["key"]
        self.visit()
        # Somebody more, to be deleted.
        self.visit()

    def visit(self):
        """Somebody new opens the widget, and says hello."""
        visit = ask("POST", "/api/widget/init", {"widgetKey": self.key, "page": {"url": "https://shop.example/"}}).json()
        self.token, self.visitor = visit["session_token"], visit["visitor_id"]
        self.customer = visit["widget_customer"]["id"]
        hello = {"clientId": str(uuid4()), "body": "Hello"}
        start = {"message": hello, "customerData": {"email": f"{uuid4()}@example.com"}}
        started = ask("POST", "/api/widget/conversations", start, **self.as_visitor).json()
        self.conversation = started["conversation"]["id"]

    @property
    def as_visitor(self):
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def as_agent(self):
        return {"Cookie": f"{COOKIE}={self.cookie}"}


class Insider:
    """In an organization of their own: a new one, once they cannot reach the conversation of theirs any more."""

    def __init__(self):
        self.renew()

    def renew(self):
        self.company = Company()
        self.known = self.knows(self.company)

    def is_whole(self):
        path, headers = self.conversation(self.company)
        return ask("GET", f"{path}/{self.company.conversation}", **headers).ok


class Agent(Insider):
    def knows(self, company):
        return {
            "conversations": [company.conversation],
            "agents": [company.agent],
            "customers": [company.customer],
            "widgets": [company.widget],
        }

    def conversation(self, company):
        return "/api/conversations", company.as_agent

    def sign(self, case):
        case.cookies[COOKIE] = self.company.cookie


class Visitor(Insider):
    def knows(self, company):
        return {
            "conversations": [company.conversation],
            "key": [company.key],
            "widgetKey": [company.key],
            "visitorId": [company.visitor],
            "sessionToken": [company.token],
        }

    def conversation(self, company):
        return "/api/widget/conversations", company.as_visitor

    def sign(self, case):
        case.headers["Authorization"] = f"Bearer {self.company.token}"


class Operator:
    def __init__(self):
        company = Company()
        self.known = {"organizations": [company.organization], "rooms": [company.conversation]}

    def is_whole(self):
        return True

    def sign(self, case):
        case.headers["Authorization"] = f"Bearer {OPERATOR}"


class Anyone(Visitor):
    """Who does not say who they are, but knows something."""

    def knows(self, company):
        return super().knows(company) | {"email": [company.email], "password": [company.password]}

    def sign(self, case):
        pass


# By the name of a call's security scheme.
PEOPLE = {"login": Agent(), "session": Visitor(), "operator": Operator(), "anyone": Anyone()}
NEIGHBOURS = Company()


def scheme_of(operation):
    security = operation.definition.raw.get("security") or [{"anyone": []}]
    return next(iter(security[0]))
