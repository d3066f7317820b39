using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class EntryDiagnosisTests
{
    private const string DeepSleep = "rst:0x5 (DEEPSLEEP_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n";
    private static readonly TimeSpan Waited = TimeSpan.FromSeconds(20);

    public static TheoryData<string, ErrorCode> Transcripts => new()
    {
        { "", ErrorCode.DeviceNoAnswer },
        { FakeBoard.RomDownload, ErrorCode.DeviceInDownloadMode },
        { FakeBoard.RomStart + FakeBoard.RomDownload, ErrorCode.DeviceInDownloadMode },
        { FakeBoard.RomDownload + FakeBoard.RomStart + "tick\r\n", ErrorCode.DeviceNotInterruptible },
        { "ESP-ROM:esp32c3-api1-20210207\r\nrst:0x15 (USB_UART_CHIP_RESET),boot:0x5 (DOWNLOAD(USB/UART0/1))\r\n", ErrorCode.DeviceInDownloadMode },
        { "I (29) boot: ESP-IDF v5.4-dirty 2nd stage bootloader\r\nI (312) app_init: Project name:     blink\r\n", ErrorCode.DeviceNotMicroPython },
        { "\u001b[0;32mI (340) main_task: Calling app_main()\u001b[0m\r\n", ErrorCode.DeviceNotMicroPython },
        { "AT version:2.4.0.0\r\nready\r\nERROR\r\n", ErrorCode.DeviceNotMicroPython },
        { "\u0003\r\u0001\u0003\u0002\r\u0001", ErrorCode.DeviceNotMicroPython },
        { "^C\r\n^A^C^B\r\n^A", ErrorCode.DeviceNotMicroPython },
        { new string('\u00ff', 300), ErrorCode.DeviceNotMicroPython },
        { new string('\0', 300), ErrorCode.DeviceNotMicroPython },
        { "tick 1\r\ntick 2\r\n", ErrorCode.DeviceNotInterruptible },
        { "温度 21 °C\r\n温度 22 °C\r\n", ErrorCode.DeviceNotInterruptible },
        { "[BOOT] running= ota_0 fw= v1.26.0 mac= 24:0a:c4:00:00:01\r\nERROR\r\n", ErrorCode.DeviceNotInterruptible },
        { "[OTA] on trial still: main.py starts\r\n", ErrorCode.DeviceNotInterruptible },
        { "Traceback (most recent call last):\r\nKeyboardInterrupt: \r\nback to work\r\n", ErrorCode.DeviceNotInterruptible },
        { "\r\n>>> \r\n>>> ", ErrorCode.DeviceProtocol },
        { "Brownout detector was triggered\r\n" + FakeBoard.RomStart + FakeBoard.RomStart + FakeBoard.RomStart, ErrorCode.DeviceNoAnswer },
        { DeepSleep + "measured\r\n" + DeepSleep, ErrorCode.DeviceNotInterruptible },
    };

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void What_was_said_tells_the_cause(string said, ErrorCode cause) => Judge(Bytes(said)).Code.ShouldBe(cause);

    [Fact]
    public void A_board_that_restarts_for_ever_is_told_with_its_reason() =>
        Judge(Bytes(string.Concat(Enumerable.Repeat(FakeBoard.RomStart + "Brownout detector was triggered\r\n", 4)))).Message.ShouldContain("Brownout detector");

    [Fact]
    public void Starts_that_we_made_are_no_restarts() =>
        EntryDiagnosis.Of(Seen(Bytes(FakeBoard.RomStart + FakeBoard.RomStart + FakeBoard.RomStart + "tick\r\n")), Waited, resets: 2)
            .Message.ShouldBe(Strings.BoardKeepsCtrlCAfterReset(Printable.Tail(Bytes(FakeBoard.RomStart + FakeBoard.RomStart + FakeBoard.RomStart + "tick\r\n"))));

    [Fact]
    public void Another_baud_rate_is_named_where_nothing_can_be_read() =>
        Judge([.. Enumerable.Range(0, 200).Select(i => (byte)(i * 73 % 256))]).Message.ShouldContain("baud rate");

    [Fact]
    public void A_board_that_starts_anew_has_left_its_trial()
    {
        var seen = Seen(Bytes("[OTA] not proved yet: no Wi-Fi\r\n" + FakeBoard.RomStart));

        seen.IsOnTrial.ShouldBeFalse();
    }

    [Fact]
    public void Any_bytes_have_a_cause_and_every_split_of_them_has_the_same()
    {
        var pieces = Gen.OneOf(
            Gen.Elements(Transcripts.Select(row => Bytes((string)row[0])).ToArray()),
            ArbMap.Default.GeneratorFor<byte[]>());

        Prop.ForAll(Gen.ArrayOf(pieces).ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt>(), (byte[][] parts, PositiveInt size) =>
        {
            byte[] all = [.. parts.SelectMany(part => part)];

            var whole = Judge(all);
            var split = EntryDiagnosis.Of(Seen([.. all.Chunk(size.Get)]), Waited, 0);

            (split.Code, split.Message).ShouldBe((whole.Code, whole.Message));
            whole.Message.ShouldNotBeEmpty();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void However_much_is_said_little_is_kept()
    {
        var seen = new EntryEvidence();
        var flood = Bytes(new string('x', 1 << 20));
        for (var i = 0; i < 8; i++)
        {
            seen.Add(flood);
        }

        seen.Tail.Length.ShouldBeLessThanOrEqualTo(1024);
        EntryDiagnosis.Of(seen, Waited, 0).Message.Length.ShouldBeLessThan(1000);
    }

    private static OtaToolsException Judge(byte[] said) => EntryDiagnosis.Of(Seen(said), Waited, resets: 0);

    private static EntryEvidence Seen(params byte[][] parts)
    {
        var seen = new EntryEvidence();
        foreach (var part in parts)
        {
            seen.Add(part);
        }

        return seen;
    }

    private static byte[] Bytes(string text) =>
        text.Any(c => c > 255) || text.All(c => c < 128) ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text);
}
