"""A mailbox for everybody: takes mail by SMTP, and shows the newest on a page."""
import asyncio
import collections
import email
import email.policy
import html

from aiosmtpd.controller import UnthreadedController

import mesh

KEPT = 100
inbox = collections.deque(maxlen=KEPT)
taken = 0

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>Mail</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
article {{ border: 1px solid #ccc; border-radius: 8px; padding: .5rem 1rem; margin: 1rem 0; }}
h2 {{ font-size: 1rem; margin: .25rem 0; }} pre {{ white-space: pre-wrap; font: inherit; margin: 0; }} small {{ color: #666; }}
</style></head>
<body><h1>Mail <small id="count">{count} so far</small></h1>{mails}</body></html>"""


class Mailbox:
    async def handle_DATA(self, server, session, envelope):
        global taken
        inbox.appendleft(email.message_from_bytes(envelope.content, policy=email.policy.default))
        taken += 1
        return "250 taken"


def page():
    mails = "".join(
        f"<article><h2>{html.escape(str(mail['Subject']))}</h2><small>to {html.escape(str(mail['To']))}</small>"
        f"<pre>{html.escape(mail.get_body().get_content())}</pre></article>"
        for mail in list(inbox)
    )
    return PAGE.format(count=taken, mails=mails or "<p>No mail yet.</p>")


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    controller = UnthreadedController(Mailbox(), hostname="", port=8025, loop=loop)
    controller.begin()
    loop.run_in_executor(None, mesh.serve, {"/": page, "/healthz": lambda: "ok"})
    loop.run_forever()
