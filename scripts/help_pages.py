"""The documents as HTML pages with their pictures, for a reader without a network: ``help/`` in the zip."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = ("guide", "tutorial", "algorithms", "other_products", "viewers", "signs", "trust", "examples", "api", "reliability")
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>{style}</style></head>
<body><nav>{nav}</nav><main>
{body}
</main></body></html>
"""
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #222; background: #fff; }
nav { padding: .6em 1.2em; background: #f0f3f5; border-bottom: 1px solid #d5dbe0; }
nav a { margin-right: 1.2em; }
main { max-width: 60em; margin: 0 auto; padding: 0 1.2em 4em; }
img { max-width: 100%; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #d5dbe0; padding: .25em .6em; text-align: left; vertical-align: top; }
pre { background: #f0f3f5; padding: .8em; overflow-x: auto; }
a { color: #225ea8; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1c1f22; } nav, pre { background: #2a2f34; } a { color: #8ab8e8; }
  th, td, nav { border-color: #444c54; }
}
"""


def help_files() -> dict[str, bytes]:
    """Name below ``help/`` → content: every page that there is, and the pictures they show."""
    texts = {name: DOCS / f"{name}.md" for name in PAGES if (DOCS / f"{name}.md").is_file()}
    titles = {name: _title(path.read_text(encoding="utf-8")) for name, path in texts.items()}
    nav = " ".join(f'<a href="{name}.html">{title}</a>' for name, title in titles.items())
    files: dict[str, bytes] = {}
    for name, path in texts.items():
        body = _html(path.read_text(encoding="utf-8"))
        for picture in re.findall(r'src="(images/[^"]+)"', body):
            files[picture] = (DOCS / picture).read_bytes()
        page = PAGE.format(title=titles[name], style=STYLE, nav=nav, body=_linked(body, set(texts)))
        files[f"{name}.html"] = page.encode("utf-8")
    return files


def linked_readme(text: str) -> str:
    """README.md as it stands in the zip: its links lead to the pages beside it, or stay words."""
    there = [name for name in PAGES if (DOCS / f"{name}.md").is_file()]
    text = re.sub(rf"\]\(docs/({'|'.join(there)})\.md", r"](help/\1.html", text)
    text = text.replace("](docs/images/", "](help/images/")
    return re.sub(r"\[([^\]]+)\]\((?!http|help/|CHANGELOG\.md|LICENSE)[^)]*\)", r"\1", text)


def _title(text: str) -> str:
    return text.lstrip().partition("\n")[0].lstrip("# ").strip()


def _html(text: str) -> str:
    import markdown

    return markdown.markdown(text, extensions=["tables", "fenced_code", "toc", "md_in_html"])


def _linked(body: str, pages: set[str]) -> str:
    """Links to other documents lead to their pages; those to files that do not ship stay words."""

    def page(match: re.Match) -> str:
        return f'href="{match[1]}.html{match[2] or ""}"' if match[1] in pages else 'class="absent"'

    body = re.sub(r'href="(?:\.\./)?(?:docs/)?(\w+)\.md(#[^"]*)?"', page, body)
    return re.sub(r'href="\.\./[^"]*"', 'class="absent"', body)
