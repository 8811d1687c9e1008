import { expect } from "chai";
import { networkOf } from "../../backend/edge/address.ts";

describe("whom a limit counts for", () => {
  it("is an IPv4 address, however it is written", () => {
    expect(networkOf("203.0.113.9")).to.equal("203.0.113.9");
    expect(networkOf("::ffff:203.0.113.9")).to.equal("203.0.113.9");
    expect(networkOf("::FFFF:203.0.113.9")).to.equal("203.0.113.9");
  });

  it("is the network of an IPv6 address, since its holder has all that are in it", () => {
    const same = [
      "2001:db8:1:2::1",
      "2001:db8:1:2:ffff:1:2:3",
      "2001:0DB8:0001:0002::",
      "2001:db8:1:2::1%eth0",
    ];
    for (const each of same) expect(networkOf(each), each).to.equal("2001:db8:1:2::/64");
    expect(networkOf("2001:db8:1:3::1")).to.equal("2001:db8:1:3::/64");
    expect(networkOf("2001:db8::1")).to.equal("2001:db8:0:0::/64");
    expect(networkOf("::1")).to.equal("0:0:0:0::/64");
    expect(networkOf("64:ff9b::203.0.113.9")).to.equal("64:ff9b:0:0::/64");
    expect(networkOf("1:2:3:4:5:6:7:8")).to.equal("1:2:3:4::/64");
  });

  it("is whatever a proxy says, where that is no address", () => {
    for (const junk of ["", "unknown", "_hidden", "1.2.3", "::::", "'; DROP"])
      expect(networkOf(junk)).to.equal(junk);
  });
});
