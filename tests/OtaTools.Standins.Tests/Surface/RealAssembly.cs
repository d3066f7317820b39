using System.Reflection;
using System.Runtime.InteropServices;

namespace OtaTools.Standins.Tests.Surface;

/// <summary>An assembly that a stand-in stands for, opened only to be looked at.</summary>
internal sealed class RealAssembly : IDisposable
{
    private readonly MetadataLoadContext _context;

    private RealAssembly(string path, IEnumerable<string> references, string coreAssembly)
    {
        _context = new MetadataLoadContext(new PathAssemblyResolver(references), coreAssembly);
        Assembly = _context.LoadFromAssemblyPath(path);
    }

    public Assembly Assembly { get; }

    public static RealAssembly StreamJsonRpc()
    {
        var path = PathOf("RealStreamJsonRpc");
        var framework = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll");
        return new(path, [.. framework, typeof(Newtonsoft.Json.JsonConvert).Assembly.Location, path], "System.Private.CoreLib");
    }

    public static RealAssembly NetFrameworkSystem()
    {
        var folder = PathOf("RealFramework");
        return new(Path.Combine(folder, "System.dll"), Directory.EnumerateFiles(folder, "*.dll"), "mscorlib");
    }

    public void Dispose() => _context.Dispose();

    private static string PathOf(string key) =>
        typeof(RealAssembly).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
