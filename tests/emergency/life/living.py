"""What every step of a life needs: rows to choose from, a clock, a look at everything after it."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant

from commons.mail.models import Letter
from core.errors import DomainError
from emergency.desk.selectors.invariants import broken_invariants
from emergency.housing.actions import verification
from emergency.intake.actions import submissions
from tests.emergency.life.invariants import what_is_wrong
from tests.emergency.life.row_cache import RowCache
from tests.emergency.life.world import DOMAIN, PHONES, START, Ledger, Scene

CLOCKS = (  # the modules with periodic jobs, as a form goes through them
    import_module(f"emergency.{app}.periodic")
    for app in (
        *("intake", "housing", "activations", "safety", "figures", "retention", "desk", "standby"),
    )
)
JOBS = [job for clock in CLOCKS for job in vars(clock).values() if hasattr(job, "delay")]
LOOKS_UNCHECKED = 10  # after so many everything is read anew, and compared with the cache
REFUSED = (DomainError, PermissionDenied)


class Living(RuleBasedStateMachine):
    """Each step is a deed that may be refused; what must hold is asked after every one of them."""

    world = None  # set by the test that runs it
    reached = None  # a set of (noun, state), where somebody wants to know how far it came

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world.numbers.begin_again()
        self.travel = time_machine.travel(START, tick=False)
        self.now = self.travel.start()
        self.ledger = Ledger()
        self.cache = RowCache()
        self.watch = connection.execute_wrapper(self.cache)
        self.watch.__enter__()
        self.looks = 0
        self._look()

    def teardown(self):
        if self.reached is not None:
            self.reached.update((event["noun"], event["new"]) for event in self.scene.events)
            self.reached.update(("proof", method) for method in self.scene.proofs)
        self.travel.stop()
        self.watch.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @invariant()
    def everything_holds(self):
        self._look()
        wrong = what_is_wrong(self.scene, self.ledger)
        assert not wrong, wrong

    def lets_time_pass(self, hours):
        """What the clock does, all of it; then the nightly check must find nothing."""
        self.now.shift(timedelta(hours=hours))
        failed = [job.name for job in JOBS if job()]
        assert not failed, failed
        broken = broken_invariants(self.scene.activation)
        assert not broken, broken

    def _look(self):
        self.looks += 1
        if self.looks % LOOKS_UNCHECKED == 0:
            self.cache.check()
        self.scene = Scene(self.world.activation, self.cache)

    def _try(self, action, *rows, **words):
        """What it came to, or nothing: a refusal is an answer, and leaves nothing behind."""
        try:
            return action(*rows, **words)
        except REFUSED:
            return None

    def _one(self, rows, which):
        return rows[which % len(rows)]

    def _in(self, rows, states):
        return [row for row in rows if row.state in states]

    def _coordinator(self, which):
        return self._one(self.world.coordinators, which)

    def _today(self):
        return self.scene.activation.today()

    def _reach(self, caller):
        """Few people, so that some of them come twice."""
        number = caller % len(PHONES)
        email = "" if number % 3 == 0 else f"caller{number}@example.org"
        return {"name": f"Caller {number}", "phone": PHONES[number], "email": email}

    def _receive(self, door, words, typed):
        slip = self._try(
            submissions.receive_submission,
            activation=self.scene.activation,
            intake_type=door,
            words=words,
            key=uuid4(),
            language="fr",
            by=self.world.first if typed else None,
        )
        if slip:
            self.ledger.received.add(slip.pk)

    def _by_code(self, row, by):
        """The code stands in the last letter; a wrong one is tried first."""
        sent = self._try(verification.send_work_code, request=row, address=f"c@{DOMAIN}", by=by)
        self._try(verification.enter_work_code, request=row, digits="nothing", by=by)
        if sent:
            digits = re.search(r"\b[B-Z]{8}\b", Letter.objects.latest("pk").text)[0]
            self._try(verification.enter_work_code, request=row, digits=digits, by=by)
