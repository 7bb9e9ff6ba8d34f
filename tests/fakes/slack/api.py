"""Slack's Web API as far as the bot uses it: it checks what it is sent, and refuses as Slack does."""

from collections.abc import Callable
from typing import Any, TypeAlias

from tests.fakes.slack.files import Files
from tests.fakes.slack.judge import judge_blocks, judge_text, judge_view
from tests.fakes.slack.workspace import RESPONSE_URL_USES, Channel, Message, Workspace

Args: TypeAlias = dict[str, Any]
Answer: TypeAlias = dict[str, Any]

_MESSAGE = {"text", "blocks", "thread_ts", "parse", "username", "icon_emoji", "link_names", "markdown_text"}
ARGUMENTS = {
    "auth.test": set(),
    "apps.connections.open": set(),
    "chat.postMessage": _MESSAGE
    | {"channel", "unfurl_links", "unfurl_media", "client_msg_id", "mrkdwn", "reply_broadcast", "metadata"},
    "chat.postEphemeral": _MESSAGE | {"channel", "user"},
    "chat.update": _MESSAGE | {"channel", "ts", "metadata", "reply_broadcast", "file_ids"},
    "conversations.info": {"channel", "include_locale", "include_num_members"},
    "conversations.list": {"cursor", "limit", "types", "exclude_archived", "team_id"},
    "conversations.members": {"channel", "cursor", "limit"},
    "conversations.open": {"users", "channel", "return_im", "prevent_creation"},
    "files.completeUploadExternal": {
        "files",
        "channel_id",
        "channels",
        "initial_comment",
        "thread_ts",
        "blocks",
    },
    "files.getUploadURLExternal": {"filename", "length", "alt_txt", "snippet_type"},
    "users.info": {"user", "include_locale"},
    "users.list": {"cursor", "limit", "include_locale", "team_id"},
    "views.open": {"trigger_id", "view", "interactivity_pointer"},
    "views.push": {"trigger_id", "view", "interactivity_pointer"},
    "views.publish": {"user_id", "view", "hash"},
    "views.update": {"view_id", "external_id", "view", "hash"},
}
RESPONSE_FIELDS = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
}


class Refused(Exception):  # noqa: N818 (it is what Slack says)
    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Api:
    """Calls by method name. `violation` is told of everything an app of ours should never do."""

    def __init__(
        self, workspace: Workspace, violation: Callable[[str], None], uploads: Callable[[str], str]
    ) -> None:
        self._space = workspace
        self.files = Files(violation)
        self.has_charts = True
        """Whether charts have come to this workspace; where not, a message with one is refused."""
        self._violation = violation
        self._methods: dict[str, Callable[[Args], Answer]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "conversations.info": lambda args: {"channel": self._as_slack(self._channel(args["channel"]))},
            "conversations.list": self._conversations,
            "conversations.members": self._members,
            "conversations.open": lambda args: {"channel": {"id": self._space.direct(args["users"]).id}},
            "files.completeUploadExternal": self.files.finish,
            "files.getUploadURLExternal": lambda args: self.files.begin(args, uploads),
            "users.info": self._user,
            "users.list": self._users,
            "views.open": self._open,
            "views.push": self._open,
            "views.publish": self._publish,
            "views.update": self._update_view,
        }

    def call(self, method: str, args: Args) -> Answer:
        """The answer to a call; never raises for what an app may get wrong."""
        if method not in self._methods:
            self._violation(f"{method} is not known to this Slack")
            return {"ok": False, "error": "unknown_method"}
        if unknown := args.keys() - ARGUMENTS[method]:
            self._violation(f"{method}: unknown {sorted(unknown)}")
        try:
            return {"ok": True, **self._methods[method](args)}
        except Refused as refused:
            return {"ok": False, "error": refused.error}

    def respond(self, token: str, body: Args) -> tuple[int, str]:
        """A post to a response URL: status and body."""
        answering = self._space.answering.get(token)
        if answering is None:
            return 404, "expired_url"
        answering.uses += 1
        if answering.uses > RESPONSE_URL_USES:
            return 404, "used_url"
        if not self._shows(body.get("blocks")):
            return 404, '{"ok":false,"error":"invalid_blocks"}'
        self.take_response(body, answering.channel, answering.user, answering.ts)
        return 200, "ok"

    def take_response(self, body: Args, channel: str, user: str, pressed: str = "") -> None:
        """A message in answer to a command or press, in the response itself or to its response URL."""
        if unknown := body.keys() - RESPONSE_FIELDS:
            self._violation(f"response: unknown {sorted(unknown)}")
        if body.get("response_type") not in ("ephemeral", "in_channel"):
            self._violation("response: say response_type")
        self._judge("response", [*judge_text(body.get("text")), *judge_blocks(body.get("blocks"), "M")])
        over = self._space.message(channel, pressed) if body.get("replace_original") else None
        if over is not None:
            if not over.only_for:
                self._violation("response: replaces a message that everyone sees")
            over.text, over.blocks = body["text"], body["blocks"]
            self._space.tell()
            return
        only_for = "" if body.get("response_type") == "in_channel" else user
        self._space.post(channel, self._space.bot_user, body["text"], body["blocks"], only_for=only_for)

    def judge_new_view(self, name: str, view: Any, surface: str = "O") -> None:
        self._judge(name, list(judge_view(view, surface)))

    # ── Methods ──────────────────────────────────────────────────────────────────────────────────

    def _auth_test(self, _: Args) -> Answer:
        space = self._space
        return {
            "url": "https://fake.example/",
            "team": "Fake",
            "user": "caffi",
            "team_id": space.team,
            "user_id": space.bot_user,
            "bot_id": space.bot_id,
            "is_enterprise_install": False,
            **({"enterprise_id": space.enterprise} if space.enterprise else {}),
        }

    def _post_message(self, args: Args) -> Answer:
        self._judge_message("chat.postMessage", args)
        channel = self._writable(args.get("channel", ""))
        message = self._space.post(
            channel.id,
            self._space.bot_user,
            args["text"],
            args["blocks"],
            thread=args.get("thread_ts", ""),
            client_msg_id=args.get("client_msg_id", ""),
        )
        return {"channel": channel.id, "ts": message.ts, "message": {"text": message.text, "ts": message.ts}}

    def _post_ephemeral(self, args: Args) -> Answer:
        self._judge_message("chat.postEphemeral", args)
        channel = self._writable(args.get("channel", ""))
        if not channel.with_bot:
            raise Refused("not_in_channel")
        if args.get("user") not in self._space.members:
            raise Refused("user_not_in_channel")
        message = self._space.post(
            channel.id,
            self._space.bot_user,
            args["text"],
            args["blocks"],
            only_for=args["user"],
            thread=args.get("thread_ts", ""),
        )
        return {"message_ts": message.ts}

    def _update(self, args: Args) -> Answer:
        self._judge_message("chat.update", args)
        message = self._space.message(args.get("channel", ""), args.get("ts", ""))
        if message is None or message.only_for:
            raise Refused("message_not_found")
        if message.by != self._space.bot_user:
            raise Refused("cant_update_message")
        message.text, message.blocks = args["text"], args["blocks"]
        self._space.tell()
        return {"channel": message.channel, "ts": message.ts, "text": message.text}

    def _user(self, args: Args) -> Answer:
        if member := self._space.members.get(args.get("user", "")):
            user = member.as_slack()
            if args.get("include_locale") not in ("1", "true", True):
                user.pop("locale")
            return {"user": user}
        raise Refused("user_not_found")

    def _users(self, _: Args) -> Answer:
        members = [member.as_slack() for member in self._space.members.values()]
        return {"members": members, "response_metadata": {"next_cursor": ""}}

    def _conversations(self, _: Args) -> Answer:
        listed = [self._as_slack(each) for each in self._space.channels.values() if not each.between]
        return {"channels": listed, "response_metadata": {"next_cursor": ""}}

    def _members(self, args: Args) -> Answer:
        self._channel(args.get("channel", ""))
        return {"members": list(self._space.members), "response_metadata": {"next_cursor": ""}}

    def _open(self, args: Args) -> Answer:
        user = self._space.pull(args.get("trigger_id", ""))
        if user is None:
            self._violation("views.open: the trigger is used, unknown, or older than 3 seconds")
            raise Refused("expired_trigger_id")
        self._judge_or_refuse("views.open", list(judge_view(args.get("view"), "O")))
        modal = self._space.open_modal(user, args["view"])
        return {"view": {"id": modal.id, "hash": modal.hash, **modal.view}}

    def _update_view(self, args: Args) -> Answer:
        self._judge_or_refuse("views.update", list(judge_view(args.get("view"), "O")))
        modal = self._space.modal(args.get("view_id", ""))
        if modal is None:
            raise Refused("not_found")
        if args.get("hash", modal.hash) != modal.hash:
            raise Refused("hash_conflict")
        self._space.change_modal(modal, args["view"])
        return {"view": {"id": modal.id, "hash": modal.hash, **modal.view}}

    def _publish(self, args: Args) -> Answer:
        self._judge_or_refuse("views.publish", list(judge_view(args.get("view"), "H")))
        if args.get("user_id") not in self._space.members:
            raise Refused("user_not_found")
        self._space.homes[args["user_id"]] = args["view"]
        self._space.tell()
        return {"view": args["view"]}

    # ── What they share ──────────────────────────────────────────────────────────────────────────

    def _judge_message(self, method: str, args: Args) -> None:
        faults = [*judge_text(args.get("text")), *judge_blocks(args.get("blocks"), "M")]
        if args.get("link_names"):
            faults.append("invalid_arguments: link_names calls people by name")
        if method == "chat.postMessage" and args.get("unfurl_links") is not False:
            faults.append("invalid_arguments: say unfurl_links")
        self._judge_or_refuse(method, faults)
        if not self._shows(args["blocks"]):
            raise Refused("invalid_blocks")

    def _shows(self, blocks: Any) -> bool:
        """Whether this workspace can show them now; where not, that is no fault of the app."""
        charts = any(block["type"] == "data_visualization" for block in blocks or [])
        return not self.files.refuses(blocks) and (self.has_charts or not charts)

    def _judge(self, name: str, faults: list[str]) -> None:
        for fault in faults:
            self._violation(f"{name}: {fault}")

    def _judge_or_refuse(self, name: str, faults: list[str]) -> None:
        self._judge(name, faults)
        if faults:
            raise Refused(faults[0].partition(":")[0])

    def _channel(self, name: str) -> Channel:
        if name in self._space.members:
            return self._space.direct(name)
        if channel := self._space.channels.get(name):
            return channel
        raise Refused("channel_not_found")

    def _writable(self, name: str) -> Channel:
        channel = self._channel(name)
        if channel.private and not channel.with_bot:
            raise Refused("channel_not_found")
        if channel.archived:
            raise Refused("is_archived")
        if channel.between and self._space.members[channel.between[0]].deleted:
            raise Refused("user_disabled")
        return channel

    @staticmethod
    def _as_slack(channel: Channel) -> Answer:
        return {
            "id": channel.id,
            "name": channel.name,
            "is_im": bool(channel.between),
            "is_private": channel.private,
            "is_archived": channel.archived,
            "is_member": channel.with_bot,
        }


def pressed_message(message: Message) -> Answer:
    """A message as it stands in a block_actions payload."""
    return {"type": "message", "ts": message.ts, "text": message.text, "blocks": message.blocks}
