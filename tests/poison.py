"""Rows that make a periodic job fail, and what an operator reads of them."""


def poison(monkeypatch, module, action):
    """From now on `module.action` raises for the row that it is given first, as often as it comes.

    For all others it is the real one. Returns two lists of keys that grow: of the rows that had
    their turn, and of those that were done.
    """
    real, tried, done = getattr(module, action), [], []

    def poisoned(*args, **kwargs):
        key = (args[0] if args else next(iter(kwargs.values()))).pk
        tried.append(key)
        if key == tried[0]:
            raise RuntimeError("This row can't be handled.")
        result = real(*args, **kwargs)
        done.append(key)
        return result

    monkeypatch.setattr(module, action, poisoned)
    return tried, done


def read_log(failed_rows):
    """The first line of each message, without the job's name; it has been read then."""
    lines = [record.getMessage().splitlines()[0] for record in failed_rows]
    failed_rows.clear()
    return [f"failed for {line.split(' failed for ', 1)[1]}" for line in lines]


def assert_one_failed(failed_rows, model, key, *, rows=2, error="RuntimeError"):
    """One row is in the log by table and key, and then how many failed of how many."""
    label = f"{model._meta.label} {key}"
    assert read_log(failed_rows) == [
        f"failed for {label} with {error}",
        f"failed for 1 of {rows} rows",
    ]
