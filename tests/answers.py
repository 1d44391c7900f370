"""Answers for programs beside their own description: by a validator that isn't ours."""

from jsonschema import Draft202012Validator


def fits_its_description(client, path, answer):
    """Whatever an operation answers is what OpenAPI says it answers."""
    described = client.get("/api/v1/openapi.json").json()
    operation = described["paths"][path]["get"]
    content = operation["responses"][str(answer.status_code)]["content"]
    schema = content["application/json"]["schema"] | {"components": described["components"]}
    problems = [one.message for one in Draft202012Validator(schema).iter_errors(answer.json())]
    assert problems == []
