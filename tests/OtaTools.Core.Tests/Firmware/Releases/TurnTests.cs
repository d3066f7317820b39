using System.Text.RegularExpressions;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Releases;

public class TurnTests
{
    /// <summary>Boards are tested against the same table.</summary>
    [Fact]
    public void The_turns_are_those_of_the_page_that_boards_follow()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Server, "device", "RELEASES.md"));
        var rows = Regex.Matches(page, @"\| `([0-9a-f:]{17})` \| `([0-9a-f]{64})` \| (\d+) \|");

        rows.Count.ShouldBeGreaterThan(3);
        foreach (Match row in rows)
        {
            var mac = Convert.FromHexString(row.Groups[1].Value.Replace(":", "", StringComparison.Ordinal));
            Turn.Of(mac, Convert.FromHexString(row.Groups[2].Value)).ShouldBe(int.Parse(row.Groups[3].Value, null), row.Value);
        }
    }

    [Fact]
    public void A_share_reaches_the_turns_below_it_and_a_larger_one_all_of_those_too()
    {
        var hash = new byte[32];
        var boards = Enumerable.Range(0, 2000).Select(i => new byte[] { 0x24, 0x0a, 0xc4, 0, (byte)(i >> 8), (byte)i }).ToList();

        boards.ShouldAllBe(mac => !Turn.IsReached(mac, hash, 0));
        boards.ShouldAllBe(mac => Turn.IsReached(mac, hash, Turn.Everyone));
        boards.Count(mac => Turn.IsReached(mac, hash, 1000)).ShouldBeInRange(140, 260);
        boards.ShouldAllBe(mac => !Turn.IsReached(mac, hash, 1000) || Turn.IsReached(mac, hash, 2500));
    }

    [Fact]
    public void What_is_no_address_or_no_hash_has_no_turn()
    {
        Should.Throw<ArgumentException>(() => Turn.Of(new byte[5], new byte[32]));
        Should.Throw<ArgumentException>(() => Turn.Of(new byte[6], new byte[20]));
    }
}
