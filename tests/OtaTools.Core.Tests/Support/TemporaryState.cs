using System.Runtime.CompilerServices;

namespace OtaTools.Tests.Support;

/// <summary>What the code under test remembers is gone with the test run, and none of it is a person's own.</summary>
internal static class TemporaryState
{
    private const string Variable = "OTATOOLS_STATE_DIR";

    [ModuleInitializer]
    internal static void Begin()
    {
        var folder = Directory.CreateTempSubdirectory("otatools-state-").FullName;
        Environment.SetEnvironmentVariable(Variable, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
