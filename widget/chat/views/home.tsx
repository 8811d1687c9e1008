/** @jsxImportSource preact */
import { isNew } from "../chat.ts";
import { unreadOf } from "../talks.ts";
import { useHere } from "./context.ts";
import { initialsOf } from "./header.tsx";
import { Icon, type IconName } from "./icons.tsx";

function Act(props: { icon: IconName; title: string; hint: string; isFirst?: boolean; onClick(): void }) {
  return (
    <button type="button" class={`act${props.isFirst ? " first" : ""}`} onClick={props.onClick}>
      <span class="badge">
        <Icon name={props.icon} />
      </span>
      <span class="texts">
        <strong>{props.title}</strong>
        <span>{props.hint}</span>
      </span>
      <Icon name="forward" size={18} />
    </button>
  );
}

function Conversations() {
  const { app, say, format } = useHere();
  const { home, pending } = app.state();
  const unsent = pending.filter(
    ({ lane }, index) => isNew(lane) && pending.findIndex((p) => p.lane === lane) === index,
  );
  const tickets = home?.tickets ?? [];
  if (home === null && unsent.length === 0) return null;
  return (
    <section class="list" aria-label={say("yourConversations")}>
      <h2>{say("yourConversations")}</h2>
      {tickets.length === 0 && unsent.length === 0 && <p class="soft">{say("noConversations")}</p>}
      <ul>
        {unsent.map((each) => (
          <li key={each.lane}>
            <button type="button" class="ticket" onClick={() => app.go({ at: "talk", lane: each.lane })}>
              <span class="texts">
                <strong>{String(each.input.text ?? each.input.words ?? "") || say("claim")}</strong>
                <span>{say("unsent")}</span>
              </span>
              <Icon name="clock" size={16} />
            </button>
          </li>
        ))}
        {tickets.map((ticket) => {
          const talk = app.talk(ticket.ticketId);
          const unread = talk === undefined ? ticket.unread : unreadOf(talk);
          const isResolved = (talk?.state.view?.status ?? ticket.status) === "resolved";
          const about = ticket.orderNumber === null ? "" : say("order", { number: ticket.orderNumber });
          return (
            <li key={ticket.ticketId}>
              <button
                type="button"
                class={`ticket${unread > 0 ? " unread" : ""}`}
                onClick={() => app.go({ at: "talk", lane: ticket.ticketId })}
              >
                <span class="texts">
                  <strong>{ticket.preview === "[photo]" ? say("photoPreview") : ticket.preview}</strong>
                  <span>
                    {[about, say(isResolved ? "resolved" : "open"), format.short(ticket.lastAt)]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                {unread > 0 && (
                  <span class="count">
                    <span aria-hidden="true">{unread}</span>
                    <span class="hidden">{say("unreadCount", { count: unread })}</span>
                  </span>
                )}
                <Icon name="forward" size={18} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function HomeScreen() {
  const { app, say } = useHere();
  const { session, home } = app.state();
  const shop = session?.storefront.name ?? "";
  const name = home?.name ?? session?.shopper.name ?? null;
  return (
    <section class="screen home">
      <div class="hero">
        <div class="shop">
          {shop !== "" && (
            <>
              <span class="avatar" aria-hidden="true">
                {initialsOf(shop)}
              </span>
              <span>{shop}</span>
            </>
          )}
          <button type="button" class="icon" aria-label={say("close")} onClick={() => app.setOpen(false)}>
            <Icon name="close" />
          </button>
        </div>
        <h1>
          <span>{name === null ? say("hello") : say("helloName", { name })}</span>
          {say("howCanWeHelp")}
        </h1>
      </div>
      <div class="acts">
        <Act
          isFirst
          icon="box"
          title={say("somethingWrong")}
          hint={say("somethingWrongHint")}
          onClick={() => app.go({ at: "claim", lane: null })}
        />
        <Act
          icon="write"
          title={say("writeToUs")}
          hint={say("writeToUsHint")}
          onClick={() => app.go({ at: "talk", lane: app.newLane() })}
        />
      </div>
      <Conversations />
    </section>
  );
}
