"""Help and usage errors in the reader's language; click itself speaks English only."""

from importlib import import_module
from typing import TYPE_CHECKING

import click

from ganeum.problems import listed, nearest_name
from ganeum.words import Language, local_language, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def chosen_language(arguments: "Sequence[str]") -> Language:
    """Return the language asked for with --lang, else the locale's."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or (arguments[place + 1] if place + 1 < len(arguments) else "")
            if value in ("ko", "en"):
                return "ko" if value == "ko" else "en"
    return local_language()


def _language(context: click.Context) -> Language:
    return context.find_root().obj or local_language()


class SpokenCommand(click.Command):
    """A command whose help texts are keys of `ganeum.words`."""

    group = ""  # the group of commands that it belongs to, where that is not `ganeum` itself

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 -- one line, never cut
        """Return what the command does."""
        return say(f"help_{self.group}{self.name}", _language(click.get_current_context()))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, say("help_usage", _language(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(f"help_{self.group}{self.name}", _language(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        language = _language(ctx)
        rows: list[tuple[str, str]] = []
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx)
            if isinstance(option, click.Option) and record is not None:
                key = option.help if "help" not in option.opts[-1] else "help_help"
                text = say(key or "", language) if key and key.startswith("help_") else record[1]
                default = record[1].rpartition("[default: ")[2].rstrip("]")
                if option.show_default:
                    text += f" [{say('help_default', language, value=default)}]"
                elif option.required:
                    text += f" [{say('help_required', language)}]"
                rows.append((record[0], text))
        with formatter.section(say("help_options", language)):
            formatter.write_dl(rows)


class SpokenGroup(SpokenCommand, click.Group):
    """A group of such commands that imports each one only when it is called."""

    names: tuple[str, ...] = ()  # in the order of use
    inner = ""  # what stands before their names in modules and words: `panel_`

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in self.names:
            return None
        module = (self.inner + cmd_name).replace("-", "_")
        return getattr(import_module(f"ganeum.cli.{module}"), module)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        language = _language(ctx)
        rows = [(name, say(f"help_{self.inner}{name}", language)) for name in self.names]
        with formatter.section(say("help_commands", language)):
            formatter.write_dl(rows)


def usage_text(error: click.UsageError, language: Language) -> str:
    """Return what is wrong with a command line, and what would be right."""
    context = error.ctx
    match error:
        case click.exceptions.NoSuchCommand():
            group = context.command if context else None
            known = (
                group.list_commands(context) if context and isinstance(group, SpokenGroup) else []
            )
            return _unknown("what_command", error.command_name, known, language)
        case click.NoSuchOption():
            options = context.command.params if context else []
            flags = [name for p in options if isinstance(p, click.Option) for name in p.opts]
            return _unknown("what_option", error.option_name, flags, language)
        case click.MissingParameter():
            names = error.param.opts if isinstance(error.param, click.Option) else []
            name = names[-1] if names else (error.param.human_readable_name if error.param else "")
            return say("usage_missing", language, name=name)
        case click.BadOptionUsage():
            return say("usage_no_value", language, name=error.option_name)
        case click.BadParameter() if error.param is not None:
            name = error.param.opts[-1] if isinstance(error.param, click.Option) else ""
            allowed = error.param.type
            if isinstance(allowed, click.Choice):
                choices = listed(allowed.choices)
                return say("usage_choice", language, name=name or error.param.name, known=choices)
            if isinstance(allowed, (click.IntRange, click.FloatRange)):
                return _range(name, allowed, language)
            return say("usage_number", language, name=name, detail=error.message)
        case _ if error.message.startswith("Got unexpected extra argument"):
            words = error.message.partition("(")[2].rstrip(")")
            return say("usage_extra", language, words=words)
        case _:
            return say("usage_other", language, detail=error.format_message())


def _range(name: str, allowed: click.IntRange | click.FloatRange, language: Language) -> str:
    low, high = (f"{end:,}" for end in (allowed.min, allowed.max))
    ends = say("usage_above" if allowed.min_open else "usage_between", language, low=low, high=high)
    kind = say("usage_whole" if isinstance(allowed, click.IntRange) else "usage_real", language)
    return say("usage_range", language, name=name, range=ends, kind=kind)


def _unknown(what: str, name: str, known: "Sequence[str]", language: Language) -> str:
    said = {"what": say(what, language), "name": name, "known": listed(known)}
    text = say("unknown_name", language, **said)
    near = nearest_name(name, known)
    return f"{text}; {say('nearest', language, name=near)}" if near else text
