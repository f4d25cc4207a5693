"""Commands that print findings: what does not agree, what became of promises, what nobody reports."""

import click

from cordiale.cli.frame import WrongUsage, command, format_option, ledger_option, plain, print_json
from cordiale.cli.holding import held_in
from cordiale.cli.places import asked_party
from cordiale.cli.words import counted, day, entry, say, used_language
from cordiale.model import Finding, FindingKind
from cordiale.model.finding import KINDS

_CONFLICTS: tuple[FindingKind, ...] = ("contradiction", "slip", "tension")


def _print(ledger: str, kinds: tuple[FindingKind, ...], options: dict[str, object]) -> None:
    from cordiale.analysis.findings import find

    _check_rule(options["rule"])
    as_of = options["as_of"]
    holdings = held_in(ledger, None if as_of is None else str(as_of))
    options = {**options, "party": asked_party(options, holdings.parties)}
    found = [finding for finding in find(holdings, kinds) if _wanted(finding, options)]
    limit = options["limit"]
    shown = found if limit is None else found[: int(str(limit))]
    for finding in shown:
        (_print_line if options["format"] == "json" else _print_text)(finding)
    if options["format"] == "text":
        click.echo(counted("findings", len(found), as_of=day(holdings.as_of)), err=True)


def _check_rule(rule: object) -> None:
    """Raises ``WrongUsage`` for what is no rule's name."""
    from difflib import get_close_matches

    from cordiale.publish.explaining import rules

    if rule is not None and rule not in rules():
        near = get_close_matches(str(rule), rules())
        hint = " " + say("errors.perhaps", options=", ".join(near)) if near else ""
        raise WrongUsage("no_such_rule", name=plain(rule), hint=hint)


def _wanted(finding: Finding, options: dict[str, object]) -> bool:
    party, rule = options["party"], options["rule"]
    if rule is not None and finding.rule != rule:
        return False
    return party is None or any(
        held == party or held.startswith((f"{party}-", f"{party}:")) for held in finding.parties
    )


def _print_line(finding: Finding) -> None:
    from cordiale.publish.explaining import explain

    print_json(finding.line(explain(finding, used_language())))


def _print_text(finding: Finding) -> None:
    from cordiale.publish.explaining import describe, explain, say_state

    state = say_state(finding.state, used_language())
    head = say(f"findings.kinds.{finding.kind}") + (f" · {state}" if state else "")
    click.echo(click.style(plain(head), bold=True) + f"  {finding.id[:8]}")
    click.echo("  " + plain(explain(finding, used_language())))
    for proof in finding.proofs:
        note = f"  [{proof.cite}]" if proof.cite is not None else ""
        role = f"{say(f'findings.roles.{proof.role}')}  " if proof.role else ""
        click.echo(plain(f"    {role}{proof.doc}:{proof.start}  “{' '.join(proof.quote.split())}”{note}"))
    rule = f"{say('columns.rule')}{entry('colon')} {describe(finding.rule, used_language())}"
    click.echo(f"    {rule} ({finding.rule})\n")


def _findings_command(name: str, kinds: tuple[FindingKind, ...]) -> click.Command:
    @command(name)
    @click.option("--party", metavar="CODE")
    @click.option("--rule", metavar="NAME")
    @click.option("--as-of", "as_of", metavar="YYYY-MM-DD")
    @click.option("--limit", type=click.IntRange(min=1), metavar="N")
    @format_option("text", "json")
    @ledger_option()
    def run(ledger: str, **options: object) -> None:
        _print(ledger, kinds, options)

    return run


contradictions_command = _findings_command("contradictions", _CONFLICTS)
targets_command = _findings_command("targets", ("target",))
threads_command = _findings_command("threads", ("thread",))
silences_command = _findings_command("silences", ("silence",))
findings_command = _findings_command("findings", KINDS)
