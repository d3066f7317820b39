using Newtonsoft.Json;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.Files;
using OtaTools.Server.Features.Device;
using OtaTools.Server.Features.Scripts;
using OtaTools.Server.Features.Serving;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Tests.Rpc;

public class StrictContractsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"baud": 9600}""")]
    [InlineData("""{"device": null}""")]
    [InlineData("""{"Devic": "COM5"}""")]
    public void What_must_be_there_is_missed(string json) => Should.Throw<JsonSerializationException>(() => Read<DeviceParams>(json));

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var read = Read<DeviceParams>("""{"device": "COM5"}""");

        read.ShouldBe(new DeviceParams("COM5"));
        read.Baud.ShouldBe(115200);
    }

    [Fact]
    public void Null_stands_for_what_may_be_null() =>
        Read<UploadParams>("""{"device": "COM5", "wifi": null, "firmwareUrl": null}""").ShouldBe(new UploadParams("COM5"));

    [Fact]
    public void Records_within_records_are_strict_too()
    {
        Should.Throw<JsonSerializationException>(() => Read<UploadParams>("""{"device": "COM5", "wifi": {"password": "12345678"}}"""));
        Read<UploadParams>("""{"device": "COM5", "wifi": {"ssid": "home"}}""").Wifi.ShouldBe(new WifiNetwork("home", ""));
    }

    [Theory]
    [InlineData("\"hook\"", ForeignBootPy.Hook)]
    [InlineData("\"replace\"", ForeignBootPy.Replace)]
    public void An_enum_is_a_word(string json, ForeignBootPy value) => Read<UploadParams>($$"""{"device": "COM5", "bootPy": {{json}}}""").BootPy.ShouldBe(value);

    [Theory]
    [InlineData("1")]
    [InlineData("\"destroy\"")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    public void Another_word_or_a_number_is_none(string json) =>
        Should.Throw<JsonException>(() => Read<UploadParams>($$"""{"device": "COM5", "bootPy": {{json}}}"""));

    [Fact]
    public void A_newer_client_may_say_more() => Read<DeviceParams>("""{"device": "COM5", "colour": "red"}""").Device.ShouldBe("COM5");

    [Fact]
    public void Names_and_enums_are_written_in_camelCase() =>
        ContractSerializer.ToLine(new FileOutcome("/boot.py", FileChange.Unchanged, 5)).ShouldBe("""{"path":"/boot.py","change":"unchanged","bytes":5}""");

    [Fact]
    public void Null_is_written_so_that_scripts_find_every_key() =>
        ContractSerializer.ToLine(new ServingState(false, null, null, null)).ShouldBe("""{"serving":false,"port":null,"url":null,"root":null}""");

    [Fact]
    public void A_date_in_a_text_stays_a_text() => Read<StartServingParams>("""{"root": "2025-08-09T00:00:00Z"}""").Root.ShouldBe("2025-08-09T00:00:00Z");

    private static T Read<T>(string json)
    {
        var serializer = new JsonSerializer();
        ContractSerializer.Configure(serializer);
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = serializer.DateParseHandling };
        return serializer.Deserialize<T>(reader)!;
    }
}
