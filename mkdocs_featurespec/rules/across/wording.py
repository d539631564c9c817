"""How findings across features speak of other pages, and the examples' other pages."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_featurespec.catalog import Feature, Use
from mkdocs_featurespec.catalog.references import link_to_feature
from mkdocs_featurespec.diagnostics import Related

_MOST_TITLES = 3
_MOST_RELATED = 8


def titles(features: Sequence[Feature]) -> str:
    """Return the titles of features in a list: `"Messaging", "Check-ins" and 4 others`."""
    named = [title(feature) for feature in features[:_MOST_TITLES]]
    if others := len(features) - len(named):
        named.append(f"{others} other{'s' if others > 1 else ''}")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def title(feature: Feature) -> str:
    """Return a feature's title in quotes, on one line; of another site, with its name behind."""
    site = f" ({feature.site})" if feature.site else ""
    return f'"{" ".join(feature.title.split())}"{site}'


def related(uses: Sequence[Use], what: str) -> tuple[Related, ...]:
    """Return the places where other features name an entity.

    Args:
        uses: The other features. Of many, the first few are given: each of a thousand pages would
            else point at all the others.
            Those of other sites are no places that a reader of the findings could open.
        what: What stands there.
    """
    own = [use for use in uses if not use.feature.site][:_MOST_RELATED]
    return tuple(Related(use.feature.path, use.entity.span, what) for use in own)


def owned_by(owner: Use, src_uri: str) -> str:
    """Return the words by which a page says that another feature owns an entity.

    Args:
        owner: The owning feature, with the entity.
        src_uri: The page.
    """
    fragment = f"#{owner.anchor}" if owner.anchor else ""
    name = " ".join(owner.feature.title.split())
    return f"Owned by [{name}]({link_to_feature(src_uri, owner.feature)}{fragment})"


def by_path(uses: Sequence[Use]) -> list[Use]:
    """Return uses in the order of their pages' paths."""
    return sorted(uses, key=lambda use: use.feature.src_uri)


def other_page(title: str, *body: str) -> str:
    """Return another page of an example's site: valid front matter, the title, these lines."""
    head = f"---\ntitle: {title}\nstatus: draft\nowner: team-{title.split()[0].lower()}\n---\n\n"
    return f"{head}# {title}\n\n" + "".join(f"{line}\n" for line in body)
