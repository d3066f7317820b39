using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Files;

namespace OtaTools.Core.Tests.Device.Files;

public class BootPyTests
{
    private const string Fresh =
        "# This file is executed on every boot (including wake-boot from deepsleep)\n#import esp\n#esp.osdebug(None)\n#import webrepl\n#webrepl.start()\n";

    private static readonly string Ours = Encoding.UTF8.GetString(DeviceScripts.BootPy);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData(Fresh)]
    public void Nothing_but_comments_is_nobodys(string content) => Classified(content).ShouldBe(BootPyKind.Empty);

    [Fact]
    public void No_file_is_nobodys() => BootPy.Classify(null).ShouldBe(BootPyKind.Empty);

    [Fact]
    public void Ours_is_ours() => BootPy.Classify(DeviceScripts.BootPy).ShouldBe(BootPyKind.Ours);

    [Theory]
    [InlineData("# OtaTools boot.py\nimport ota\nota.boot()\n")]
    [InlineData("# OtaTools boot.py 9.9: from the future\nimport ota\nota.something_else()\n")]
    public void Ours_of_another_version_is_ours(string content) => Classified(content).ShouldBe(BootPyKind.Ours);

    [Theory]
    [InlineData("import ota\nota.boot()\nimport mine\n")]
    [InlineData("import machine\ntry:\n    import ota\n    ota.boot()\nexcept Exception:\n    pass\n")]
    [InlineData("import ota\nota.boot()  # OtaTools\n")]
    [InlineData("import ota_boot\nimport mine\n")]
    [InlineData("import ota_boot  # OtaTools\n")]
    [InlineData("try:\n    import ota_boot\nexcept Exception:\n    pass\n")]
    public void A_users_own_that_calls_us_is_hooked(string content) => Classified(content).ShouldBe(BootPyKind.Hooked);

    [Theory]
    [InlineData("import machine\n")]
    [InlineData("import ota\n# ota.boot()\n")]
    [InlineData("print('ota.boot()')\n")]
    [InlineData("# import ota_boot\nimport machine\n")]
    [InlineData("import ota_boot_of_mine\n")]
    [InlineData("x = 1 # OtaTools boot.py\n")]
    [InlineData("import gc, ota\nprint('[BOOT] running=')\ntry:\n    ota.run()\nexcept Exception as e:\n    print('[BOOT][ERR]', e)\n")]
    public void A_users_own_and_the_originals_are_foreign(string content) => Classified(content).ShouldBe(BootPyKind.Foreign);

    [Fact]
    public void Windows_line_ends_make_no_difference()
    {
        foreach (var content in new[] { Fresh, Ours, "import ota\nota.boot()\n", "import machine\n", Hooked("import machine\n") })
        {
            Classified(content.Replace("\n", "\r\n", StringComparison.Ordinal)).ShouldBe(Classified(content));
        }
    }

    [Fact]
    public void Hooking_puts_ours_in_front_and_keeps_every_byte_of_the_users()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), own =>
        {
            var hooked = BootPy.Hook(own);

            hooked.AsSpan().StartsWith(DeviceScripts.BootPy).ShouldBeTrue();
            hooked.AsSpan().EndsWith(own).ShouldBeTrue();
            BootPy.Classify(hooked).ShouldBe(BootPyKind.Hooked);
            BootPy.Unhook(hooked).ShouldBe(own);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("import ota_boot\nimport mine\n")]
    [InlineData("# OtaTools boot.py\nimport ota\nota.boot()\n")]
    [InlineData("import mine\n# ---- the boot.py of before ----\n")]
    public void Only_what_we_put_in_front_can_be_taken_away(string content) => BootPy.Unhook(Encoding.UTF8.GetBytes(content)).ShouldBeNull();

    [Fact]
    public void Bytes_that_are_no_text_are_foreign() => BootPy.Classify([0xFF, 0xFE, 0x00, 0xC3]).ShouldBe(BootPyKind.Foreign);

    private static BootPyKind Classified(string content) => BootPy.Classify(Encoding.UTF8.GetBytes(content));

    private static string Hooked(string own) => Encoding.UTF8.GetString(BootPy.Hook(Encoding.UTF8.GetBytes(own)));
}
