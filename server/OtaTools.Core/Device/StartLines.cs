using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Device;

/// <summary>Reads from the console which board a session has at its end: each start of our scripts begins with it.</summary>
internal static class StartLines
{
    public static void Follow(DeviceSession session)
    {
        var text = new ConsoleText();
        var lines = new LineSplitter();
        session.Subscribe(bytes =>
        {
            foreach (var line in lines.Add(text.Decode(bytes.Span)))
            {
                if (line.StartsWith("[BOOT]", StringComparison.Ordinal) && BootLog.Read(line) is BoardEvent.Booted booted)
                {
                    session.LearnMac(booted.Mac);
                }
            }
        });
    }
}
