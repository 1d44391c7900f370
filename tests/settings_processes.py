"""Processes that start with settings of their own, each forked from one that has the libraries.

Most of what such a process did was to import Django, Celery and telephone numbers, and few of its
settings differ from those of the next.
"""

import json
import subprocess
import sys
from contextlib import contextmanager

from scripts.machine import ROOT

SERVER = """
import json, os, sys, tempfile, traceback
import celery.app, django.conf, django.core.validators, django.utils.csp, environ
import kombu.entity, phonenumbers

def answer(words, environment):
    "Runs in the child: what is imported from here on is imported with these settings."
    os.environ.clear()
    os.environ.update(environment)
    try:
        exec(words, {"__name__": "__main__"})
    except Exception:
        traceback.print_exc()
        return 1
    return 0

for line in sys.stdin:
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        child = os.fork()
        if child == 0:
            os.dup2(stdout.fileno(), 1)
            os.dup2(stderr.fileno(), 2)
            status = answer(*json.loads(line))
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _pid, status = os.waitpid(child, 0)
        said = []
        for file in (stdout, stderr):
            file.seek(0)
            said.append(file.read().decode())
    print(json.dumps([os.waitstatus_to_exitcode(status), *said]), flush=True)
"""


@contextmanager
def ready_to_start(**environment):
    """Give a function that starts a process, runs words of Python there and returns what it said.

    The server that it is forked from has read no setting and imported nothing of ours. It is given
    the environment here, each process the one of its own.
    """
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as server:

        def started(words, environment):
            server.stdin.write(json.dumps([words, environment]) + "\n")
            code, stdout, stderr = json.loads(server.stdout.readline())
            return subprocess.CompletedProcess(command, code, stdout, stderr)

        yield started
        server.stdin.close()
