using System.Globalization;
using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Tests.Device.Console;

public class ConsoleAdvisorTests
{
    /// <summary>Lines as ROM, bootloader, ESP-IDF, MicroPython and our scripts print them.</summary>
    public static TheoryData<string, AdviceLevel, string> Recorded => new()
    {
        { "[OTA] rolled back: ota_health.check() says no (1 of 3)", AdviceLevel.Error, "went back" },
        { "[OTA] this image could not prove itself: HTTP 500 from the server: going back to the one before", AdviceLevel.Error, "resets" },
        { "[OTA] left alone: this image failed 3 times; offer another one, or call ota.clear()", AdviceLevel.Warning, "another image" },
        { "[OTA] not this board's turn yet: this release goes to 2.5 % of boards first", AdviceLevel.Info, "share" },
        { "[OTA] on trial still: main.py starts", AdviceLevel.Info, "on trial" },
        { "[OTA] not configured: set Wi-Fi and FW_URL with OtaTools", AdviceLevel.Warning, "FW_URL" },
        { "[BOOT][ERR] Wi-Fi 'home': wrong password, or another kind of security", AdviceLevel.Error, "password" },
        { "invalid header: 0xffffffff", AdviceLevel.Error, "esptool" },
        { "invalid header: 0x3fce3818", AdviceLevel.Error, "bootloader" },
        { "waiting for download", AdviceLevel.Warning, "BOOT" },
        { "rst:0x1 (POWERON_RESET),boot:0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))", AdviceLevel.Warning, "BOOT" },
        { "rst:0x15 (USB_UART_CHIP_RESET),boot:0x0 (DOWNLOAD(USB/UART0))", AdviceLevel.Warning, "BOOT" },
        { "flash read err, 1000", AdviceLevel.Error, "power" },
        { "ets_loader.c 78", AdviceLevel.Error, "bootloader" },
        { "csum err:0x99!=0xff", AdviceLevel.Error, "bootloader" },
        { "Brownout detector was triggered", AdviceLevel.Error, "cable" },
        { "rst:0xf (RTCWDT_BROWN_OUT_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)", AdviceLevel.Error, "cable" },
        { "rst:0xf (BROWNOUT_RST),boot:0x8 (SPI_FAST_FLASH_BOOT)", AdviceLevel.Error, "cable" },
        { "rst:0x7 (TG0WDT_SYS_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)", AdviceLevel.Error, "watchdog" },
        { "rst:0x8 (TG1WDT_SYS_RST),boot:0xd (SPI_FAST_FLASH_BOOT)", AdviceLevel.Error, "watchdog" },
        { "rst:0x10 (RTCWDT_RTC_RESET),boot:0x33 (SPI_FAST_FLASH_BOOT)", AdviceLevel.Error, "RTC watchdog" },
        { "\u001b[0;31mE (64) boot: OTA app partition slot 0 is not bootable\u001b[0m", AdviceLevel.Warning, "slot" },
        { "E (71) boot: Factory app partition is not bootable", AdviceLevel.Warning, "factory" },
        { "E (88) boot: No bootable app partitions in the partition table", AdviceLevel.Error, "esptool" },
        { "E (99) flash_parts: partition 0 invalid magic number 0xffff", AdviceLevel.Error, "partition table" },
        { "E (60) esp_image: image at 0x10000 has invalid magic byte (nothing flashed here?)", AdviceLevel.Warning, "empty" },
        { "E (412) esp_image: Checksum failed. Calculated 0x2a read 0xff", AdviceLevel.Error, "damaged" },
        { "E (690) esp_image: Image hash failed - image is corrupt", AdviceLevel.Error, "damaged" },
        { "E (60) boot_comm: mismatch chip ID, expected 0, found 5", AdviceLevel.Error, "another chip" },
        { "E (60) boot_comm: Image requires chip rev >= v3.0, but chip is v1.0", AdviceLevel.Error, "another chip" },
        { "E (296) spi_flash: Detected size(2048k) smaller than the size in the binary image header(4096k). Probe failed.", AdviceLevel.Error, "larger flash" },
        { "E (232) quad_psram: PSRAM ID read error: 0x00ffffff, PSRAM chip not found or not supported, or wrong PSRAM line mode", AdviceLevel.Warning, "SPIRAM" },
        { "E (5292) task_wdt: Task watchdog got triggered. The following tasks/users did not reset the watchdog in time:", AdviceLevel.Error, "starve" },
        { "Guru Meditation Error: Core  0 panic'ed (Interrupt wdt timeout on CPU0).", AdviceLevel.Error, "handlers short" },
        { "***ERROR*** A stack overflow in task mp_task has been detected.", AdviceLevel.Error, "stack" },
        { "CORRUPT HEAP: Bad head at 0x3ffd1a2c. Expected 0xabba1234 got 0x00000000", AdviceLevel.Error, "memory is damaged" },
        { "Guru Meditation Error: Core  0 panic'ed (LoadProhibited). Exception was unhandled.", AdviceLevel.Error, "mem32" },
        { "Guru Meditation Error: Core  0 panic'ed (Store access fault). Exception was unhandled.", AdviceLevel.Error, "mem32" },
        { "Guru Meditation Error: Core  1 panic'ed (IllegalInstruction). Exception was unhandled.", AdviceLevel.Error, "no code" },
        { "Guru Meditation Error: Core  0 panic'ed (Cache disabled but cached memory region accessed). ", AdviceLevel.Error, "flash" },
        { "Guru Meditation Error: Core  0 panic'ed (IntegerDivideByZero). Exception was unhandled.", AdviceLevel.Error, "crashed" },
        { "abort() was called at PC 0x400e1a2b on core 0", AdviceLevel.Error, "crashed" },
        { "assert failed: xQueueSemaphoreTake queue.c:1545 (( pxQueue ))", AdviceLevel.Error, "crashed" },
        { "OSError: (-5379, 'ESP_ERR_OTA_VALIDATE_FAILED')", AdviceLevel.Error, "-5379" },
        { "OSError: -5379", AdviceLevel.Error, "-5379" },
        { "OSError: (-5381, 'ESP_ERR_OTA_ROLLBACK_FAILED')", AdviceLevel.Error, "-5381" },
        { "MemoryError: memory allocation failed, allocating 65536 bytes", AdviceLevel.Error, "gc.collect" },
        { "OSError: 28", AdviceLevel.Error, "full" },
        { "OSError: [Errno 28] ENOSPC", AdviceLevel.Error, "full" },
        { "OSError: -202", AdviceLevel.Error, "DNS" },
        { "OSError: [Errno 113] EHOSTUNREACH", AdviceLevel.Warning, "firewall" },
        { "OSError: Wifi Internal State Error", AdviceLevel.Error, "disconnect()" },
        { "ValueError: incompatible .mpy file", AdviceLevel.Error, "mpy-cross" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_line_that_means_something_is_explained(string line, AdviceLevel level, string says)
    {
        var explanation = new ConsoleAdvisor().Explain(line).ShouldNotBeNull();

        explanation.Level.ShouldBe(level);
        explanation.Text.ShouldContain(says);
        explanation.Line.ShouldNotContain('\u001b');
    }

    [Fact]
    public void Every_rule_fits_a_line_that_is_made_of_its_words() =>
        ConsoleRules.All.Where(rule => new ConsoleAdvisor().Explain(rule.Words) is null).ShouldBeEmpty();

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)")]
    [InlineData("rst:0xc (SW_CPU_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)")]
    [InlineData("[OTA] valid v1.26.0 on 2025-08-09 in ota_1")]
    [InlineData("[BOOT] running= ota_0 fw= v1.25.0 on 2025-04-15 mac= 24:0a:c4:00:00:01")]
    [InlineData("my program caught a MemoryError and goes on")]
    public void Other_lines_are_not(string line) => new ConsoleAdvisor().Explain(line).ShouldBeNull();

    [Fact]
    public void A_board_that_starts_again_and_again_is_explained_once_a_minute()
    {
        var time = new ManualTime();
        var advisor = new ConsoleAdvisor(time);
        var given = 0;
        for (var second = 0; second < 180; second++)
        {
            given += Enumerable.Range(0, 100).Count(_ => advisor.Explain("Brownout detector was triggered") is not null);
            time.Now += TimeSpan.FromSeconds(1);
        }

        given.ShouldBe(3);
    }

    [Fact]
    public void Another_cause_between_is_explained_at_once()
    {
        var advisor = new ConsoleAdvisor();

        advisor.Explain("Brownout detector was triggered").ShouldNotBeNull();
        advisor.Explain("flash read err, 1000").ShouldNotBeNull();
        advisor.Explain("Brownout detector was triggered").ShouldBeNull();
    }

    [Fact]
    public void It_is_said_in_Japanese_too()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo("ja");
        try
        {
            new ConsoleAdvisor().Explain("Brownout detector was triggered").ShouldNotBeNull().Text.ShouldContain("電源電圧");
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Any_text_is_borne()
    {
        var random = new Random(1);
        var advisor = new ConsoleAdvisor();
        var words = ConsoleRules.All.Select(rule => rule.Words).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var noise = new string([.. Enumerable.Range(0, random.Next(80)).Select(_ => (char)random.Next(0x3000))]);
            var line = noise.Insert(random.Next(noise.Length + 1), words[random.Next(words.Length)][..random.Next(5)]);

            (advisor.Explain(line)?.Line.Length ?? 0).ShouldBeLessThanOrEqualTo(line.Length);
        }

        advisor.Explain(new string('\u001b', 100_000) + "flash read err").ShouldBeNull("nobody reads such a line");
    }

    private sealed class ManualTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
