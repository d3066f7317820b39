using System.IO.Ports.Unix;

namespace OtaTools.Standins.Tests.Ports;

public sealed class LinuxPortNamesTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory();

    [Fact]
    public void Ports_with_hardware_behind_them_are_found()
    {
        Add("ttyUSB0", hasDriver: true, type: null);
        Add("ttyACM1", hasDriver: true, type: null);
        Add("ttyAMA0", hasDriver: true, type: "32");
        Add("ttyS0", hasDriver: true, type: "4");
        Add("ttyS1", hasDriver: true, type: "0");
        Add("ttyS2", hasDriver: false, type: "4");
        Add("ttyUSB1", hasDriver: false, type: null);
        Add("tty0", hasDriver: true, type: null);
        Add("ttyprintk", hasDriver: true, type: null);
        Add("ttySomething", hasDriver: true, type: null);

        var names = LinuxPortNames.Find(Folder("dev"), Folder("sys"));

        names.Select(Path.GetFileName).ShouldBe(["ttyACM1", "ttyAMA0", "ttyS0", "ttyUSB0"]);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string Folder(params string[] path) => Directory.CreateDirectory(Path.Combine([_root.FullName, .. path])).FullName;

    private void Add(string name, bool hasDriver, string? type)
    {
        File.WriteAllText(Path.Combine(Folder("dev"), name), "");
        var entry = Folder("sys", name);
        if (hasDriver)
            Folder("sys", name, "device", "driver");
        if (type is not null)
            File.WriteAllText(Path.Combine(entry, "type"), $"{type}\n");
    }
}
