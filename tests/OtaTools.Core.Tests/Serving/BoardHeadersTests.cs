using Microsoft.AspNetCore.Http;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Tests.Serving;

public class BoardHeadersTests
{
    private const string Image = "0123456789abcdef";

    [Fact]
    public void All_that_a_board_tells() => Read(
            ("User-Agent", "OtaTools/0.1.0"),
            ("x-ESP32-STA-MAC", "24:0A:C4:00:00:01"),
            ("x-ESP32-version", "v1.25.0"),
            ("x-OtaTools-slot", "ota_0"),
            ("x-OtaTools-state", "VALID"),
            ("x-OtaTools-image", Image),
            ("x-OtaTools-scripts", "0.2.0"),
            ("x-OtaTools-outcome", "rolled-back " + Image),
            ("x-OtaTools-reason", "Wi-Fi%20%27%E5%AE%B6%27:%20no%20answer"))
        .ShouldBe(new BoardHeaders(
            "24:0a:c4:00:00:01", "v1.25.0", "ota_0", "VALID", Image, "0.2.0", new(BoardResult.RolledBack, Image, null, "Wi-Fi '家': no answer")));

    [Fact]
    public void A_stranger_who_tells_nothing() => Read(("User-Agent", "curl/8.0")).ShouldBe(new BoardHeaders(null, null, null, null, null, null, null));

    [Fact]
    public void Scripts_that_name_themselves_as_agent_only() => Read(("User-Agent", "OtaTools/0.1.0")).Scripts.ShouldBe("0.1.0");

    [Theory]
    [InlineData("updated", BoardResult.Updated)]
    [InlineData("refused", BoardResult.Refused)]
    [InlineData("failed", BoardResult.Failed)]
    [InlineData("rolled-back", BoardResult.RolledBack)]
    [InlineData("left-alone", BoardResult.LeftAlone)]
    public void Every_outcome_with_and_without_its_image(string word, BoardResult result)
    {
        Read(("x-OtaTools-outcome", $"{word} {Image}")).Outcome.ShouldBe(new(result, Image, null, null));
        Read(("x-OtaTools-outcome", word)).Outcome.ShouldBe(new(result, null, null, null));
        Read(("x-OtaTools-outcome", word + " 0000000000000000")).Outcome.ShouldBe(new(result, null, null, null));
        Read(("x-OtaTools-outcome", word + " ../etc")).Outcome.ShouldBe(new(result, null, null, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("exploded 0123456789abcdef")]
    [InlineData("UPDATED 0123456789abcdef")]
    [InlineData(" updated")]
    public void What_is_no_outcome(string text) => Read(("x-OtaTools-outcome", text)).Outcome.ShouldBeNull();

    [Theory]
    [InlineData("24:0a:c4:00:00")]
    [InlineData("24:0a:c4:00:00:01:02")]
    [InlineData("24-0a-c4-00-00-01")]
    [InlineData("24:0a:c4:00:00:0g")]
    [InlineData("24:0a:c4:00:00:01\n")]
    [InlineData("\u202e24:0a:c4:00:00:01")]
    public void What_is_no_MAC(string mac) => Read(("x-ESP32-STA-MAC", mac)).Mac.ShouldBeNull();

    [Theory]
    [InlineData("v1\u001b[2J")]
    [InlineData("v1\u202e")]
    [InlineData("バージョン")]
    public void A_name_is_printable_ASCII_or_not_taken(string name) =>
        Read(("x-ESP32-version", name), ("x-OtaTools-slot", name), ("x-OtaTools-state", name), ("x-OtaTools-scripts", name))
            .ShouldBe(new BoardHeaders(null, null, null, null, null, null, null));

    [Fact]
    public void A_name_without_end_is_not_taken() => Read(("x-ESP32-version", new string('v', 65))).Version.ShouldBeNull();

    [Theory]
    [InlineData("a%0Ab%1B[2Jc", "a?b?[2Jc")]
    [InlineData("%E2%80%AEx%E2%80%A8y", "?x?y")]
    [InlineData("100%", "100%")]
    [InlineData("1+1", "1+1")]
    [InlineData("%zz", "%zz")]
    [InlineData("a\u0007b", "a?b")]
    public void A_reason_becomes_one_harmless_line(string encoded, string reason) => ReasonOf(encoded).ShouldBe(reason);

    [Theory]
    [InlineData("%FF%FE")]
    [InlineData("%C3")]
    [InlineData("%F0%9F")]
    [InlineData("\ud83d")]
    public void Broken_UTF_8_is_survived(string encoded) => ReasonOf(encoded).ShouldNotBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("%20%0A")]
    public void A_reason_of_nothing_is_none(string encoded) => ReasonOf(encoded).ShouldBeNull();

    [Fact]
    public void A_reason_is_cut_where_it_is_long_and_not_taken_where_it_is_a_flood()
    {
        ReasonOf(new string('r', 400)).ShouldBe(new string('r', 300) + "…");
        ReasonOf(new string('r', 2000)).ShouldBeNull();
    }

    private static string? ReasonOf(string encoded) => Read(("x-OtaTools-outcome", "failed"), ("x-OtaTools-reason", encoded)).Outcome!.Reason;

    private static BoardHeaders Read(params (string Name, string Value)[] headers)
    {
        var dictionary = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            dictionary[name] = value;
        }

        return BoardHeaders.Read(dictionary);
    }
}
