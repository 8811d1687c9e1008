import { expect } from "chai";
import { ticketCommands } from "../../backend/contract/commands/tickets.ts";
import * as fields from "../../backend/contract/fields.ts";
import * as limits from "../../widget/chat/limits.ts";

describe("the widget's limits", () => {
  it("are those of the contract", () => {
    expect(limits.messageLimit).to.equal(fields.messageLimit);
    expect(limits.photosPerMessage).to.equal(fields.photosPerMessage);
    expect(limits.photoBytesLimit).to.equal(fields.photoBytesLimit);
  });

  it("let a rating be as long as the contract does", () => {
    const rating = (length: number) => ({
      ticketId: "0191d3f4-7a30-7cc4-8d2a-0242ac120002",
      score: 5,
      words: "x".repeat(length),
    });
    const { input } = ticketCommands["ticket.rate"];
    expect(input.safeParse(rating(limits.ratingWordsLimit)).success).to.equal(true);
    expect(input.safeParse(rating(limits.ratingWordsLimit + 1)).success).to.equal(false);
  });
});
