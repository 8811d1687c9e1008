import { expect } from "chai";
import { day, hour } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { sendMessage } from "../../backend/desk/send-message.ts";
import { writeNote } from "../../backend/desk/write-note.ts";
import { photoKey } from "../../backend/evidence/photo-files.ts";
import { sweepOrphanPhotos } from "../../backend/evidence/sweep-orphan-photos.ts";
import { photos } from "../../backend/evidence/tables.ts";
import { tickets } from "../../backend/tickets/tables.ts";
import { refusalOf } from "../support/executor.ts";
import * as images from "../support/images.ts";
import { openPhotoDoor, type PhotoDoor } from "../support/photo-door.ts";
import type { ActorName } from "../support/shop-scene.ts";

describe("a photo that was received", () => {
  let door: PhotoDoor;
  beforeEach(async () => {
    door = await openPhotoDoor();
  });
  afterEach(() => door.close());

  const invite = (ticketId: string, ids: string[]) =>
    door.house.save(update(tickets, { id: ticketId }, { invitedDepartmentIds: ids }));

  it("shows an unused photo to its uploader alone", async () => {
    const [id = ""] = await door.uploaded("shopper", await images.plainJpeg());
    expect(await door.statusFor("shopper", id)).to.equal(200);
    for (const other of ["otherShopper", "anonymous", "agent", "admin", "invited"] as const) {
      expect([other, await door.statusFor(other, id)]).to.deep.equal([other, 404]);
    }
    expect(await door.statusFor("shopper", newId())).to.equal(404);
    expect(await door.statusFor("shopper", "..%2f..%2fetc%2fpasswd")).to.equal(404);
  });

  it("shows a sent photo to the shopper, to staff, and to a department while it is invited", async () => {
    const [id = ""] = await door.uploaded("shopper", await images.plainJpeg());
    const ticketId = await door.ticketWith([id]);
    await invite(ticketId, [door.scene.warehouse.id]);
    const seen = async () => {
      const all = [
        "shopper",
        "otherShopper",
        "anonymous",
        "agent",
        "supervisor",
        "admin",
        "invited",
        "uninvited",
      ] as const;
      const statuses = await Promise.all(all.map((name) => door.statusFor(name, id)));
      return all.filter((_name, index) => statuses[index] === 200);
    };
    expect(await seen()).to.deep.equal(["shopper", "agent", "supervisor", "admin", "invited"]);
    await invite(ticketId, []);
    expect(await seen()).to.deep.equal(["shopper", "agent", "supervisor", "admin"]);
  });

  it("keeps the photo of an internal note from the shopper", async () => {
    const ticketId = await door.ticketWith([]);
    const [id = ""] = await door.uploaded("agent", await images.plainJpeg());
    await door.run(writeNote, "agent", { ticketId, text: "inside", photoIds: [id] });
    expect(await door.statusFor("supervisor", id)).to.equal(200);
    expect(await door.statusFor("shopper", id)).to.equal(404);
  });

  it("lets nobody use a photo twice, nor another's, nor one that is not there", async () => {
    const [id = ""] = await door.uploaded("shopper", await images.plainJpeg());
    const [foreign = ""] = await door.uploaded("otherShopper", await images.plainJpeg());
    const ticketId = await door.ticketWith([]);
    const sending = (photoIds: string[], as: ActorName = "shopper") =>
      refusalOf(door.run(sendMessage, as, { ticketId, text: "look", photoIds }));
    for (const bad of [foreign, newId()]) expect((await sending([id, bad])).code).to.equal("not_found");
    expect((await sending([id], "agent")).code).to.equal("not_found");
    await door.run(sendMessage, "shopper", { ticketId, text: "", photoIds: [id] });
    expect((await sending([id])).code).to.equal("photo_taken");
    const ticket = await door.house.reader.one(tickets, { id: ticketId });
    expect(ticket?.seq).to.be.greaterThan(2);
  });

  it("lets two messages race for a photo and gives it to one", async () => {
    const [id = ""] = await door.uploaded("shopper", await images.plainJpeg());
    const [one, other] = [await door.ticketWith([]), await door.ticketWith([])];
    const sent = await Promise.allSettled(
      [one, other].map((ticketId) =>
        door.run(sendMessage, "shopper", { ticketId, text: "", photoIds: [id] }),
      ),
    );
    expect(sent.map((each) => each.status).sort()).to.deep.equal(["fulfilled", "rejected"]);
  });

  describe("sweeping", () => {
    const sweep = () =>
      sweepOrphanPhotos(
        { reader: door.house.reader, execute: door.house.execute, store: door.store },
        door.house.clock.now(),
      );

    it("takes what was not used within a day, and leaves what was", async () => {
      const [used = "", unused = ""] = await door.uploaded(
        "shopper",
        await images.plainJpeg(),
        await images.plainPng(),
      );
      await door.ticketWith([used]);
      door.house.clock.advance(23 * hour);
      expect(await sweep()).to.equal(0);
      door.house.clock.advance(2 * hour);
      const [young = ""] = await door.uploaded("shopper", await images.plainJpeg());
      expect(await sweep()).to.equal(1);
      expect(await door.house.reader.one(photos, { id: unused })).to.equal(null);
      expect(await door.store.get(photoKey(unused, "thumb"))).to.equal(null);
      for (const id of [used, young]) expect(await door.store.get(photoKey(id, "full"))).not.to.equal(null);
      expect(await sweep()).to.equal(0);
    });

    it("takes files whose rows never came, and no others", async () => {
      const [used = ""] = await door.uploaded("shopper", await images.plainJpeg());
      await door.ticketWith([used]);
      const lost = newId();
      await door.store.put(photoKey(lost, "full"), Buffer.from("a crash came before the row"));
      expect(await sweep()).to.equal(0);
      door.house.clock.advance(3 * day);
      expect(await sweep()).to.equal(1);
      expect(await door.store.get(photoKey(lost, "full"))).to.equal(null);
      expect(await door.store.get(photoKey(used, "full"))).not.to.equal(null);
    });
  });
});
