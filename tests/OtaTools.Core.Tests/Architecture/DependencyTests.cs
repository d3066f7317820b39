using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Architecture;

public class DependencyTests
{
    private static readonly SliceRules Core = new("OtaTools.Core", new Dictionary<string, string[]>
    {
        ["Configuration"] = [],
        ["Device"] = ["Configuration", "Firmware.Verdicts"],
        ["Firmware"] = [],
        ["Publishing"] = ["Firmware"],
        ["Serving"] = ["Firmware", "Device.DeviceScripts", "Device.Transport"],
        ["Fleet"] = ["Device", "Firmware", "Serving"],
        ["Connection"] = ["Device", "Serving"],
        ["Language"] = ["Configuration", "Firmware", "Serving"],
        ["Updating"] = ["Configuration", "Connection", "Device", "Firmware", "Serving"],
    });

    private static readonly SliceRules Features = new(
        "OtaTools.Server.Features",
        Directory.GetDirectories(Path.Combine(Repository.Server, "OtaTools.Server", "Features")).ToDictionary(folder => Path.GetFileName(folder)!, _ => Array.Empty<string>()));

    [Fact]
    public void Slices_of_Core_know_only_whom_they_may() => Core.Violations(Repository.Sources("OtaTools.Core")).ShouldBeEmpty();

    [Fact]
    public void Features_of_the_sidecar_never_know_each_other() =>
        Features.Violations(Repository.Sources("OtaTools.Server/Features")).ShouldBeEmpty();

    [Fact]
    public void Core_knows_neither_the_wire_nor_the_sidecar()
    {
        var references = typeof(OtaToolsException).Assembly.GetReferencedAssemblies().Select(name => name.Name).ToArray();

        references.ShouldNotContain("StreamJsonRpc");
        references.ShouldNotContain("Newtonsoft.Json");
        references.ShouldNotContain("Microsoft.VisualStudio.LanguageServer.Protocol");
        references.ShouldNotContain("System.CommandLine");
        references.ShouldNotContain("OtaTools.Server");
    }

    [Fact]
    public void Every_file_is_in_the_namespace_of_its_folder()
    {
        foreach (var (path, text) in Repository.Sources("OtaTools.Core").Where(file => file.Path.Contains('/') && !file.Path.StartsWith("Resources/", StringComparison.Ordinal)))
        {
            text.ShouldContain($"namespace OtaTools.Core.{string.Join('.', path.Split('/')[..^1])};", customMessage: path);
        }
    }

    [Theory]
    [InlineData("Firmware/X.cs", "using OtaTools.Core.Serving;", "Serving")]
    [InlineData("Firmware/X.cs", "using OtaTools.Core.Device.Files;", "Device.Files")]
    [InlineData("Firmware/X.cs", "using static OtaTools.Core.Device.Files.BootPy;", "Device.Files.BootPy")]
    [InlineData("Device/Files/X.cs", "var x = new OtaTools.Core.Firmware.ImageGate();", "Firmware.ImageGate")]
    [InlineData("Device/X.cs", "var x = Core.Serving.LanAddress.List();", "Serving.LanAddress.List")]
    [InlineData("Device/X.cs", "var x = Serving.LanAddress.List();", "Serving.LanAddress.List")]
    [InlineData("Serving/X.cs", "using OtaTools.Core.Device.RawRepl;", "Device.RawRepl")]
    public void A_slice_that_knows_another_would_be_found(string path, string line, string used) =>
        Core.Violations([(path, "namespace X;\n" + line)]).ShouldBe([$"{path} uses {used}"]);

    [Theory]
    [InlineData("Updating/X.cs", "using OtaTools.Core.Device.Files;")]
    [InlineData("Serving/X.cs", "using OtaTools.Core.Device.Transport;")]
    [InlineData("Firmware/X.cs", "using OtaTools.Core.Firmware.Images;")]
    [InlineData("Firmware/X.cs", "// as OtaTools.Core.Serving does")]
    [InlineData("Firmware/X.cs", "var x = parameters.Device.Length;")]
    [InlineData("X.cs", "using OtaTools.Core.Serving;")]
    public void What_is_allowed_is_not(string path, string line) => Core.Violations([(path, line)]).ShouldBeEmpty();
}
