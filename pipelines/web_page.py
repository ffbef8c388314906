"""A page of HTML from a template that lies beside its module."""

from pathlib import Path

import jinja2


def rendered(template: Path, **variables: object) -> str:
    """The template with its variables, whose texts are escaped."""
    loader = jinja2.FileSystemLoader(template.parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template(template.name).render(**variables)
