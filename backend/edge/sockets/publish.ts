import type { VisibleStaffEntry } from "../../contract/entries.ts";
import { projectToDepartment, projectToShopper } from "../../contract/project-entry.ts";
import { topic } from "../../contract/sockets.ts";
import type { Notice } from "../../core/notices.ts";
import { gatherTopics } from "./gather-topics.ts";
import { room } from "./rooms.ts";
import type { ConsoleNamespace, WidgetNamespace } from "./types.ts";

/** This node's clients alone: every node is told of every commit and serves its own. */
type StaffHere = ConsoleNamespace["local"];

interface Published {
  staff: ConsoleNamespace;
  widget: WidgetNamespace;
  /** Tells staff now or a little later; false where it does not at all. */
  tellJudged: (tell: () => void) => boolean;
  /** Told of what went out, so that the comparison of heads does not send it again. */
  onHead: (ticketId: string, first: number, last: number) => void;
}

export interface Publish {
  (notices: Notice[]): void;
  /** Says what is still gathered. */
  flush(): void;
}

/** Sends what was committed to those who may hear it, each in their own projection. Runs after the commit only. */
export function createPublish({ staff: consoles, widget: widgets, tellJudged, onHead }: Published): Publish {
  const staff = consoles.local;
  const widget = widgets.local;
  const isOpenInConsole = (name: string) => consoles.adapter.rooms.has(name);
  const isOpenInWidget = (name: string) => widgets.adapter.rooms.has(name);
  const forStaff = gatherTopics((topics) => publishToStaff(staff, topics));

  function publishEntries(entries: VisibleStaffEntry[], departmentIds: string[]): void {
    const [first] = entries;
    const last = entries.at(-1);
    if (first === undefined || last === undefined) return;
    const { ticketId } = last;
    const everyone = room.ticket(ticketId);
    if (tellJudged(() => tellStaff(ticketId, entries, departmentIds))) onHead(ticketId, first.seq, last.seq);
    if (!isOpenInWidget(everyone)) return;
    const shown = entries.map(projectToShopper).filter((entry) => entry !== null);
    if (shown.length > 0) widget.to(everyone).emit("entries", { ticketId, entries: shown });
  }

  /** Most tickets are open nowhere else: what nobody here hears is not written out. */
  function tellStaff(ticketId: string, entries: VisibleStaffEntry[], departmentIds: string[]): void {
    const everyone = room.ticket(ticketId);
    if (isOpenInConsole(everyone)) staff.to(everyone).emit("entries", { ticketId, entries });
    const departments = departmentIds.map((id) => room.department(ticketId, id)).filter(isOpenInConsole);
    if (departments.length === 0) return;
    staff.to(departments).emit("entries", { ticketId, entries: entries.map(projectToDepartment) });
  }

  function publishOne(notice: Notice): void {
    switch (notice.kind) {
      case "entries":
        publishEntries(notice.entries, notice.departmentIds);
        return;
      case "marks":
        staff
          .to(room.ticket(notice.ticketId))
          .emit("marks", { ticketId: notice.ticketId, marks: notice.staff });
        widget
          .to(room.ticket(notice.ticketId))
          .emit("marks", { ticketId: notice.ticketId, marks: notice.public });
        return;
      case "right-ended": {
        const lost = room.department(notice.ticketId, notice.departmentId);
        const others = notice.stillInvited.map((id) => room.department(notice.ticketId, id));
        staff.to(lost).except(others).emit("ended", { ticketId: notice.ticketId });
        staff.in(lost).socketsLeave(lost);
        return;
      }
      case "session-ended":
        for (const id of notice.sessionIds) {
          staff.in(room.session(id)).disconnectSockets(true);
          widget.in(room.session(id)).disconnectSockets(true);
        }
        return;
      case "person-changed":
        staff.in(room.person(notice.personId)).disconnectSockets(true);
        return;
      case "shopper-merged":
        // They come back at once and are judged anew, as the person they turned out to be.
        widget.in(room.shopper(notice.fromShopperId)).disconnectSockets(true);
        return;
      case "topics":
        publishTopics(notice);
        return;
    }
  }

  function publishTopics({ to, topics }: Extract<Notice, { kind: "topics" }>): void {
    if (to.kind === "staff") forStaff.add(topics);
    else if (to.kind === "person") staff.to(room.person(to.personId)).emit("changed", { topics });
    else widget.to(room.shopper(to.shopperId)).emit("changed", { topics });
  }

  const publish = (notices: Notice[]): void => {
    for (const notice of notices) publishOne(notice);
  };
  return Object.assign(publish, { flush: forStaff.flush });
}

/** A department hears of what it may ask for; of cases, of those that it has open. */
const topicsOfDepartments: ReadonlySet<string> = new Set([
  topic.queues,
  topic.approvals,
  topic.payouts,
  topic.staff,
  topic.storefronts,
]);

const caseTopic = topic.case("");

/** A case concerns those who have it open; with thousands of open tickets that is hardly anybody. */
function publishToStaff(staff: StaffHere, topics: string[]): void {
  const shared = topics.filter((each) => !each.startsWith(caseTopic));
  if (shared.length > 0) staff.except(room.departments).emit("changed", { topics: shared });
  const common = shared.filter((each) => topicsOfDepartments.has(each));
  if (common.length > 0) staff.to(room.departments).emit("changed", { topics: common });
  for (const each of topics) {
    if (!each.startsWith(caseTopic)) continue;
    const ticketId = each.slice(caseTopic.length);
    staff.to([room.ticket(ticketId), room.guests(ticketId)]).emit("changed", { topics: [each] });
  }
}
